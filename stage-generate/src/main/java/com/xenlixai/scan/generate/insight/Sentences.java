package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.content.MainContent;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The sentences of a page's running text, as printed.
final class Sentences {

    /// What a page says first is what it is about; also bounds the time.
    private static final int MOST_BLOCKS = 40;

    private static final int MOST_CHARACTERS = 20_000;

    private Sentences() {}

    /// The sentences of the first prose blocks, in order, block by block.
    static List<List<String>> leading(MainContent content) {
        List<Block> prose = content.blocks().stream().filter(Block::isProse).toList();
        int characters = 0;
        var sentences = new ArrayList<List<String>>();
        for (Block block : prose.subList(0, Math.min(MOST_BLOCKS, prose.size()))) {
            characters += block.text().length();
            if (characters > MOST_CHARACTERS) {
                break;
            }
            sentences.add(of(block.text()));
        }
        return sentences;
    }

    /// The sentences of a text.
    static List<String> of(String text) {
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
        ends.setText(text);
        var sentences = new ArrayList<String>();
        int from = 0;
        for (int to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
            String sentence = text.substring(from, to).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
            from = to;
        }
        return sentences;
    }

    /// The beginning of a text, cut before the word that would exceed the limit.
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = text.lastIndexOf(' ', limit);
        String cut = text.substring(0, end > limit / 2 ? end : limit);
        if (Character.isHighSurrogate(cut.charAt(cut.length() - 1))) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut.replaceFirst("[\\s,;:\u2013\u2014|-]+$", "");
    }
}
