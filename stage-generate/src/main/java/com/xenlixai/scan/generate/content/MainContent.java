package com.xenlixai.scan.generate.content;

import java.util.List;
import java.util.stream.Collectors;

/// The text of a page that is about its own subject.
///
/// @param blocks the main text in document order
/// @param visible all text that a reader sees, navigation and footer included, in document order
/// @param confidence how sure the main text was told from the rest, 0 (nothing found) to 1. Home,
///     category and product pages are no articles and score low
public record MainContent(List<Block> blocks, List<Block> visible, double confidence) {

    public MainContent {
        blocks = List.copyOf(blocks);
        visible = List.copyOf(visible);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is 0 to 1: " + confidence);
        }
    }

    /// The main text, one block a line.
    public String text() {
        return blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
    }

    /// Its length in characters, line breaks not counted.
    public int length() {
        return blocks.stream().mapToInt(block -> block.text().length()).sum();
    }
}
