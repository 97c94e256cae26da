package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.FaqEntry;
import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.content.MainContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Finds questions that the page asks in a heading, a term or a disclosure and answers right after.
/// Nothing is worded anew.
final class Questions {

    private static final int MOST = 5;
    private static final int SHORTEST_QUESTION = 8;
    private static final int LONGEST_QUESTION = 200;
    private static final int SHORTEST_ANSWER = 20;
    private static final int LONGEST_ANSWER = 600;

    private Questions() {}

    /// At most five pairs, in document order.
    static List<FaqEntry> on(MainContent content) {
        List<FaqEntry> pairs = pairs(content.blocks());
        return pairs.isEmpty() ? pairs(content.visible()) : pairs;
    }

    private static List<FaqEntry> pairs(List<Block> blocks) {
        var pairs = new ArrayList<FaqEntry>();
        var asked = new HashSet<String>();
        for (int i = 0; i < blocks.size() && pairs.size() < MOST; i++) {
            if (isQuestion(blocks.get(i))) {
                String answer = answer(blocks, i + 1);
                if (answer.length() >= SHORTEST_ANSWER && asked.add(blocks.get(i).text())) {
                    pairs.add(new FaqEntry(blocks.get(i).text(), answer));
                }
            }
        }
        return pairs;
    }

    private static boolean isQuestion(Block block) {
        String text = block.text();
        boolean asks = text.endsWith("?") || text.endsWith("\uFF1F") || text.endsWith("\u061F");
        return asks
                && (block.isHeading() || block.kind() == Block.Kind.QUESTION)
                && text.length() >= SHORTEST_QUESTION
                && text.length() <= LONGEST_QUESTION;
    }

    private static String answer(List<Block> blocks, int from) {
        var answer = new StringBuilder();
        for (int i = from; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.isHeading() || block.kind() == Block.Kind.QUESTION) {
                break;
            }
            int space = LONGEST_ANSWER - answer.length();
            if (block.text().length() + 1 > space) {
                appendSentences(answer, block.text());
                break;
            }
            append(answer, block.text());
        }
        return answer.toString();
    }

    private static void appendSentences(StringBuilder answer, String text) {
        for (String sentence : Sentences.of(Sentences.cut(text, 4 * LONGEST_ANSWER))) {
            if (answer.length() + 1 + sentence.length() > LONGEST_ANSWER) {
                break;
            }
            append(answer, sentence);
        }
    }

    private static void append(StringBuilder answer, String text) {
        if (!answer.isEmpty()) {
            answer.append(' ');
        }
        answer.append(text);
    }
}
