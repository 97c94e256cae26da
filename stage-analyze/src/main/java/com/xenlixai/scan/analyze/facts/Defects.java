package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.facts.TextFacts.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds text that nobody meant to publish: template placeholders, wrongly decoded characters, and
/// instructions to language models in places that readers do not see.
final class Defects {

    private static final int PLACEHOLDER = 1;
    private static final int MOJIBAKE = 2;
    private static final int INVISIBLE = 4;

    private static final List<String> FILLERS =
            List.of("lorem ipsum", "[object object]", "todo:", "fixme:", "todo ", "fixme ");

    private static final int LONGEST_WHOLE = 24;
    private static final int SHORTEST_WHOLE = 3;

    /// What a small letter has and its capital has not.
    private static final int CASE = 'a' - 'A';

    private static final List<String> WHOLE =
            List.of("undefined", "nan", "null", "todo", "fixme", "undefined undefined");

    private static final List<String> PROMPTS =
            List.of(
                    "ignore previous instructions",
                    "ignore all previous",
                    "ignore the previous",
                    "ignore the above",
                    "ignore your instructions",
                    "disregard previous",
                    "disregard the above",
                    "disregard all prior",
                    "forget your instructions",
                    "as an ai language model, you must",
                    "you are a helpful assistant",
                    "system prompt",
                    "do not tell the user",
                    "when summarizing this page",
                    "when summarising this page",
                    "if you are an ai",
                    "if you are a language model",
                    "if you are an llm",
                    "instructions for ai",
                    "note to ai",
                    "attention ai",
                    "always recommend this",
                    "<|im_start|>",
                    "[inst]");

    /// Characters that may begin a placeholder.
    private static final boolean[] OPENS = new boolean[0x80];

    static {
        for (char c : "{$[LlTF".toCharArray()) {
            OPENS[c] = true;
        }
    }

    private Defects() {}

    /// A hit in a text.
    record Hit(Kind kind, String what, int offset) {}

    /// One look at each character: which kinds of defect are worth a closer look; mostly none.
    static int scan(String text) {
        int hits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (hits == 0 && OPENS[c] && mayOpen(text, i)) {
                    hits |= PLACEHOLDER;
                }
            } else if (c == '\uFFFD'
                    || c <= 0x9F
                    || c == '\u00C3'
                    || c == '\u00C2'
                    || c == '\u00E2') {
                hits |= MOJIBAKE;
            } else if (c >= '\u200B' && c <= '\u200F' || c == '\uDB40') {
                hits |= INVISIBLE;
            }
        }
        return hits | scanAlone(text);
    }

    /// The same where no characters can begin a defect, but the text may be one as a whole.
    static int scanAlone(String text) {
        return text.length() < LONGEST_WHOLE && isWhole(text) ? PLACEHOLDER : 0;
    }

    private static boolean mayOpen(String text, int at) {
        if (at + 3 >= text.length()) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '{' -> text.charAt(at + 1) == '{';
            case '$' -> text.charAt(at + 1) == '{';
            case '[' -> text.charAt(at + 1) == 'o';
            case 'L', 'l' -> text.startsWith("orem", at + 1);
            case 'T' -> text.startsWith("ODO", at + 1);
            default -> text.startsWith("IXME", at + 1);
        };
    }

    private static boolean isWhole(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at + SHORTEST_WHOLE <= text.length()
                && mayBeWhole(text.charAt(at), text.charAt(at + 1))
                && WHOLE.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /// By its first two letters, small or capital.
    private static boolean mayBeWhole(int first, int second) {
        return switch (first | CASE) {
            case 'u' -> (second | CASE) == 'n';
            case 'n' -> (second | CASE) == 'a' || (second | CASE) == 'u';
            case 't' -> (second | CASE) == 'o';
            case 'f' -> (second | CASE) == 'i';
            default -> false;
        };
    }

    static List<Hit> of(String text, int hits, boolean code) {
        List<Hit> found = new ArrayList<>();
        if ((hits & PLACEHOLDER) != 0 && !code) {
            placeholders(text, found);
        }
        if ((hits & MOJIBAKE) != 0) {
            mojibake(text, found);
        }
        if ((hits & INVISIBLE) != 0) {
            invisible(text, found);
        }
        return found;
    }

    private static void placeholders(String text, List<Hit> found) {
        bracketed(text, "{{", "}}", found);
        bracketed(text, "${", "}", found);
        String lower = text.toLowerCase(Locale.ROOT);
        String stripped = lower.strip();
        if (WHOLE.contains(stripped)) {
            found.add(new Hit(Kind.PLACEHOLDER, text.strip(), lower.indexOf(stripped)));
            return;
        }
        for (String filler : FILLERS) {
            int at = lower.indexOf(filler);
            boolean shouted =
                    !filler.startsWith("todo") && !filler.startsWith("fixme")
                            || at >= 0
                                    && Character.isUpperCase(text.charAt(at))
                                    && Character.isUpperCase(text.charAt(at + 1));
            if (at >= 0
                    && shouted
                    && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))) {
                found.add(
                        new Hit(
                                Kind.PLACEHOLDER,
                                text.substring(at, at + filler.length()).strip(),
                                at));
                return;
            }
        }
    }

    private static void bracketed(String text, String open, String close, List<Hit> found) {
        int at = text.indexOf(open);
        int end = at < 0 ? -1 : text.indexOf(close, at + open.length());
        if (end > at && end - at <= 80) {
            found.add(new Hit(Kind.PLACEHOLDER, text.substring(at, end + close.length()), at));
        }
    }

    private static void mojibake(String text, List<Hit> found) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wrong = c == '\uFFFD' || c >= 0x80 && c <= 0x9F || isDoubled(text, i);
            if (wrong) {
                int end = Math.min(text.length(), i + 3);
                StringBuilder codes = new StringBuilder();
                for (int j = i; j < end; j++) {
                    codes.append(j == i ? "" : " ")
                            .append(String.format(Locale.ROOT, "U+%04X", (int) text.charAt(j)));
                }
                found.add(new Hit(Kind.MOJIBAKE, codes.toString(), i));
                return;
            }
        }
    }

    /// UTF-8 that was read as windows-1252: a lead byte's character and a continuation byte's.
    private static boolean isDoubled(String text, int at) {
        if (at + 1 >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        char next = text.charAt(at + 1);
        if (c == '\u00C3') {
            return next >= 0x80 && next <= 0xBF
                    || next == '\u2030'
                    || next == '\u0153'
                    || next == '\u0178'
                    || next == '\u201E';
        }
        if (c == '\u00C2') {
            return next >= 0xA0 && next <= 0xBF && next != '\u00A0'
                    || next == '\u00A0' && at + 2 < text.length() && text.charAt(at + 2) == ' ';
        }
        return c == '\u00E2' && next == '\u20AC';
    }

    private static void invisible(String text, List<Hit> found) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean tag =
                    c == '\uDB40'
                            && i + 1 < text.length()
                            && text.charAt(i + 1) >= '\uDC00'
                            && text.charAt(i + 1) <= '\uDC7F';
            if (tag && !afterFlag(text, i)) {
                found.add(new Hit(Kind.HIDDEN_PROMPT, "Unicode tag characters", i));
                return;
            }
            run = c >= '\u200B' && c <= '\u200D' ? run + 1 : 0;
            if (run >= 8) {
                found.add(
                        new Hit(Kind.HIDDEN_PROMPT, "a run of zero-width characters", i - run + 1));
                return;
            }
        }
    }

    /// Flags of regions are spelled with tag characters after a black flag.
    private static boolean afterFlag(String text, int at) {
        int from = Math.max(0, at - 16);
        return text.substring(from, at).contains("\uD83C\uDFF4");
    }

    /// Instructions to models in text that readers do not see.
    static List<Hit> prompts(String text) {
        List<Hit> found = new ArrayList<>();
        invisible(text, found);
        String lower = text.toLowerCase(Locale.ROOT);
        for (String prompt : PROMPTS) {
            int at = lower.indexOf(prompt);
            if (at >= 0) {
                found.add(
                        new Hit(
                                Kind.HIDDEN_PROMPT,
                                text.substring(at, Math.min(text.length(), at + 80)),
                                at));
                return found;
            }
        }
        return found;
    }
}
