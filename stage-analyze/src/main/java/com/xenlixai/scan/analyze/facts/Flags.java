package com.xenlixai.scan.analyze.facts;

/// What holds for everything inside an element, as bits.
final class Flags {

    static final int HEAD = 1;
    static final int NOSCRIPT = 1 << 1;
    static final int HIDDEN = 1 << 2;
    static final int ARIA_HIDDEN = 1 << 3;
    static final int MAIN = 1 << 4;
    static final int ARTICLE = 1 << 5;
    static final int BOILERPLATE = 1 << 6;
    static final int HEADER = 1 << 7;
    static final int LINK = 1 << 8;
    static final int NO_SNIPPET = 1 << 9;
    static final int SVG = 1 << 10;
    static final int LABEL = 1 << 11;
    static final int CODE = 1 << 12;
    static final int NO_TEXT = 1 << 13;

    /// Of the element itself and nothing inside it.
    static final int INLINE = 1 << 14;

    static final int INHERITED = ~INLINE;

    /// Assistive technology does not get to it; what only it gets to is `HIDDEN` and not this.
    static final int CONCEALED = 1 << 15;

    /// Inside a control whose content is its value.
    static final int VALUE = 1 << 16;

    private static final Region[] REGIONS = new Region[32];

    static {
        for (int i = 0; i < REGIONS.length; i++) {
            REGIONS[i] =
                    new Region(
                            (i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0, (i & 16) != 0);
        }
    }

    private Flags() {}

    static boolean has(int flags, int bit) {
        return (flags & bit) != 0;
    }

    static Region region(int flags) {
        boolean boilerplate = has(flags, BOILERPLATE);
        int index =
                (!boilerplate && has(flags, MAIN | ARTICLE) ? 1 : 0)
                        | (boilerplate ? 2 : 0)
                        | (has(flags, HEADER) ? 4 : 0)
                        | (has(flags, HIDDEN) ? 8 : 0)
                        | (has(flags, CONCEALED) ? 0 : 16);
        return REGIONS[index];
    }
}
