package com.xenlixai.scan.contract.url;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// A host name as it goes to DNS: labels of ASCII letters, digits, hyphens and underscores, in
/// lower case, other scripts as A-labels, no dot at the end.
///
/// Source: WHATWG URL, section 3.5; RFC 1035; UTS 46 without transitional processing, its mapping
/// table approximated by NFKC and lower-casing.
final class HostName {

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;
    private static final String A_LABEL = "xn--";

    /// Punctuation that IDNA allows between letters: Catalan, Hebrew and Japanese.
    private static final String INNER_PUNCTUATION = "\u00B7\u05F3\u05F4\u30FB";

    private HostName() {}

    /// The canonical name; empty when the text is none.
    static Optional<String> canonical(String text) {
        if (isCanonical(text)) {
            return Optional.of(text);
        }
        String mapped = mapped(text);
        if (mapped.endsWith(".")) {
            mapped = mapped.substring(0, mapped.length() - 1);
        }
        StringBuilder name = new StringBuilder();
        for (String label : mapped.split("\\.", -1)) {
            Optional<String> ascii = aLabel(label);
            if (ascii.isEmpty()) {
                return Optional.empty();
            }
            name.append(name.isEmpty() ? "" : ".").append(ascii.get());
        }
        return name.length() <= LONGEST_NAME ? Optional.of(name.toString()) : Optional.empty();
    }

    /// Nearly all names are written as they go to DNS, and need no mapping.
    private static boolean isCanonical(String text) {
        int label = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && label > 0) {
                label = 0;
            } else if (!isNameChar(c) || ++label > LONGEST_LABEL) {
                return false;
            }
        }
        return label > 0 && text.length() <= LONGEST_NAME && !text.contains(A_LABEL);
    }

    private static String mapped(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC)
                .replace('\u3002', '.')
                .replace('\uFF61', '.');
    }

    private static Optional<String> aLabel(String label) {
        if (label.isEmpty()) {
            return Optional.empty();
        }
        boolean ascii = label.chars().allMatch(c -> c < 0x80);
        String encoded = ascii ? label : A_LABEL + Punycode.encode(label);
        if (encoded.length() > LONGEST_LABEL || !encoded.chars().allMatch(HostName::isNameChar)) {
            return Optional.empty();
        }
        if (ascii && label.startsWith(A_LABEL)) {
            return decodes(label) ? Optional.of(label) : Optional.empty();
        }
        return ascii || isUnicodeLabel(label) ? Optional.of(encoded) : Optional.empty();
    }

    private static boolean decodes(String label) {
        return Punycode.decode(label.substring(A_LABEL.length()))
                .filter(decoded -> isUnicodeLabel(decoded) && mapped(decoded).equals(decoded))
                .filter(decoded -> label.equals(A_LABEL + Punycode.encode(decoded)))
                .isPresent();
    }

    private static boolean isNameChar(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private static boolean isUnicodeLabel(String label) {
        if (label.isEmpty() || label.chars().allMatch(c -> c < 0x80)) {
            return false;
        }
        int first = Character.getType(label.codePointAt(0));
        return first != Character.NON_SPACING_MARK
                && first != Character.COMBINING_SPACING_MARK
                && first != Character.ENCLOSING_MARK
                && label.codePoints().allMatch(HostName::isLabelChar);
    }

    private static boolean isLabelChar(int c) {
        if (c < 0x80) {
            return isNameChar(c);
        }
        return switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.OTHER_SYMBOL ->
                    true;
            default -> INNER_PUNCTUATION.indexOf(c) >= 0;
        };
    }
}
