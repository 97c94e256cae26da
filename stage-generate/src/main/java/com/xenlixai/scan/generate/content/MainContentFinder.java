package com.xenlixai.scan.generate.content;

import com.xenlixai.scan.contract.event.OutlineNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the main text in an outline: paragraphs vote for the elements around them, the best voted
/// element is the main one, and what is left of navigation, lists of links and page furniture is
/// taken out of it. Pages on which that finds next to nothing fall back to all paragraphs and
/// headings outside of the furniture. Linear time; stateless.
public final class MainContentFinder {

    /// Fewer characters than this are no article.
    private static final int SHORT = 250;

    /// Fewer than this are not even a notice.
    private static final int NOTHING = 80;

    private static final int PARAGRAPH_MINIMUM = 25;
    private static final int LEAD_MINIMUM = 60;
    private static final int ANCESTORS_VOTED_FOR = 5;

    /// An element with more than this share of the page's words outside of links is no furniture.
    private static final double MOST_OF_PAGE = 0.5;

    /// The main element should hold at least this share of all paragraphs, or its text is cut up.
    private static final double ENOUGH = 0.5;

    private static final Set<String> FURNITURE_TAGS =
            Set.of(
                    "nav",
                    "footer",
                    "aside",
                    "form",
                    "button",
                    "select",
                    "option",
                    "script",
                    "style",
                    "noscript",
                    "template",
                    "iframe",
                    "svg",
                    "dialog",
                    "menu",
                    "label",
                    "input",
                    "textarea",
                    "fieldset",
                    "legend",
                    "object",
                    "canvas",
                    "audio",
                    "video",
                    "figcaption");

    private static final Pattern FURNITURE =
            Pattern.compile(
                    "(^|[\\s_-])(nav|navbar|navi|menu|aside|gdpr|banner|ads?|adv|social|login|signup|popup|modal"
                            + "|overlay|skip-link|sr-only|visually-hidden|screen-reader-text|widget|masthead"
                            + "|contentinfo|complementary|search|tags?|taglist|byline|meta|metas|metadata|credits?"
                            + "|source|share|toc|rating|ratings|price|cart)($|[\\s_-])"
                            + "|comment|kommentar|cookie|consent|relate|recommend|newsletter|subscri|sharing"
                            + "|sharedaddy|sharebar|social-|breadcrumb|footer|sidebar|side-bar|navigation"
                            + "|author-?(box|bio|info)|about-?author|(entry|post|article|news)_*-?meta|meta-?line"
                            + "|caption|copyright|disqus|outbrain|taboola|advert|sponsor|promo|pagination|pager"
                            + "|toolbar|read-?time|readtime|noprint|no-print|print-only|jetpack-likes|below-entry");

    /// Hints of what is the text itself, whatever else is said of it.
    private static final Pattern TEXT =
            Pattern.compile(
                    "(article|entry|post|story|page|main|text|news)[-_]*(body|content|text)|articlebody|bodytext"
                            + "|hentry");

    /// Hints of what introduces a text and often stands beside it.
    private static final Pattern LEAD =
            Pattern.compile(
                    "lead|intro|teaser|vorspann|excerpt|abstract|standfirst|subtitle|summary|kicker|dek"
                            + "|short-info|headline__sub");

    private static final Pattern CONTENT =
            Pattern.compile(
                    "article|body|content|entry|hentry|main|page-text|post|story|text|blog|prose"
                            + "|markdown");

    /// The main text of the page with this outline.
    public MainContent find(List<OutlineNode> outline) {
        var tree = new OutlineTree(outline);
        boolean[] furniture = furniture(tree);
        List<Block> visible = blocks(tree, node -> true);
        int visibleChars = chars(visible);
        if (visibleChars == 0) {
            return new MainContent(List.of(), List.of(), 0);
        }
        double[] votes = votes(tree, furniture);
        int top = best(tree, votes, furniture);
        List<Block> main = top < 0 ? List.of() : within(tree, top, votes, furniture);
        int mainChars = chars(main);
        if (mainChars >= SHORT) {
            return new MainContent(main, visible, confidence(tree, top, main));
        }
        List<Block> fallback =
                blocks(tree, node -> !furniture[node] && tree.ownLinkDensity(node) < 0.5);
        List<Block> chosen = chars(fallback) > mainChars ? fallback : main;
        if (chars(chosen) < NOTHING && visibleChars > 2 * chars(chosen)) {
            List<Block> prose = blocks(tree, node -> tree.ownLinkDensity(node) < 0.5);
            return new MainContent(prose.isEmpty() ? visible : prose, visible, 0);
        }
        return new MainContent(chosen, visible, Math.min(0.3, 0.3 * chars(chosen) / SHORT));
    }

    private static boolean[] furniture(OutlineTree tree) {
        int prose = 0;
        for (int i = 0; i < tree.size; i++) {
            prose += tree.text[i].length() - tree.ownLinkChars[i];
        }
        var furniture = new boolean[tree.size];
        for (int i = 0; i < tree.size; i++) {
            boolean inherited = tree.parent[i] >= 0 && furniture[tree.parent[i]];
            // What holds most of the page's words is the page, however it is called.
            boolean most = tree.subtreeChars[i] - tree.subtreeLinkChars[i] > MOST_OF_PAGE * prose;
            furniture[i] = inherited || !most && isFurniture(tree, i);
        }
        return furniture;
    }

    private static boolean isFurniture(OutlineTree tree, int node) {
        String tag = tree.tag[node];
        if (FURNITURE_TAGS.contains(tag)) {
            return true;
        }
        if (tag.equals("body")
                || tag.equals("html")
                || tag.equals("article")
                || tag.equals("main")) {
            return false;
        }
        String hints = tree.hints[node];
        if (hints.isEmpty() || !FURNITURE.matcher(hints).find()) {
            return tag.equals("header") && tree.linkDensity(node) > 0.4;
        }
        return !TEXT.matcher(hints).find() || tree.linkDensity(node) > 0.5;
    }

    private static double[] votes(OutlineTree tree, boolean[] furniture) {
        var votes = new double[tree.size];
        for (int i = 0; i < tree.size; i++) {
            String text = tree.text[i];
            if (furniture[i]
                    || text.length() < PARAGRAPH_MINIMUM
                    || Block.levelOf(tree.tag[i]) > 0
                    || tree.ownLinkDensity(i) > 0.5) {
                continue;
            }
            double vote =
                    (1 + commas(text) + Math.min(text.length() / 100.0, 3))
                            * (1 - tree.ownLinkDensity(i));
            // The text of a bare container is its own paragraph.
            int receiver = isContainer(tree.tag[i]) ? i : tree.parent[i];
            for (int level = 0; level < ANCESTORS_VOTED_FOR && receiver >= 0; level++) {
                votes[receiver] += level == 0 ? vote : level == 1 ? vote / 2 : vote / (3 * level);
                receiver = tree.parent[receiver];
            }
        }
        for (int i = 0; i < tree.size; i++) {
            if (votes[i] > 0) {
                votes[i] = (votes[i] + bonus(tree, i)) * (1 - tree.linkDensity(i));
            }
        }
        return votes;
    }

    private static double bonus(OutlineTree tree, int node) {
        double bonus =
                switch (tree.tag[node]) {
                    case "article", "main" -> 15;
                    case "div", "section" -> 5;
                    case "pre", "td", "blockquote" -> 3;
                    case "ol", "ul", "dl", "dd", "dt", "li", "address", "body" -> -3;
                    default -> 0;
                };
        return CONTENT.matcher(tree.hints[node]).find() ? bonus + 15 : bonus;
    }

    private static int best(OutlineTree tree, double[] votes, boolean[] furniture) {
        int top = -1;
        for (int i = 0; i < tree.size; i++) {
            if (!furniture[i] && votes[i] > 0 && (top < 0 || votes[i] > votes[top])) {
                top = i;
            }
        }
        // A parent that is voted for nearly as much holds the rest of a text that is cut up.
        while (top >= 0 && tree.parent[top] >= 0) {
            int parent = tree.parent[top];
            if (furniture[parent]
                    || votes[parent] < 0.75 * votes[top]
                    || isPage(tree.tag[parent])) {
                break;
            }
            top = parent;
        }
        return top < 0 ? top : withEnough(tree, top, furniture);
    }

    /// The element, or where it holds too little of the page's paragraphs the nearest one around it
    /// that holds enough.
    private static int withEnough(OutlineTree tree, int top, boolean[] furniture) {
        int[] prose = new int[tree.size];
        int all = 0;
        for (int i = tree.size - 1; i >= 0; i--) {
            boolean paragraph =
                    !furniture[i]
                            && tree.text[i].length() >= PARAGRAPH_MINIMUM * 2
                            && tree.ownLinkDensity(i) < 0.3;
            if (paragraph) {
                prose[i] += tree.text[i].length();
                all += tree.text[i].length();
            }
            if (tree.parent[i] >= 0) {
                prose[tree.parent[i]] += prose[i];
            }
        }
        int node = top;
        while (prose[node] < ENOUGH * all && tree.parent[node] >= 0) {
            node = tree.parent[node];
        }
        return node;
    }

    private static List<Block> within(
            OutlineTree tree, int top, double[] votes, boolean[] furniture) {
        var inside = new boolean[tree.size];
        double joins = Math.max(10, votes[top] * 0.2);
        int above = tree.parent[top];
        for (int i = 0; i < tree.size; i++) {
            boolean sibling = above >= 0 && tree.parent[i] == above && !furniture[i];
            boolean joined = sibling && (votes[i] >= joins || isLooseParagraph(tree, i));
            joined |= i < top && !furniture[i] && isLead(tree, i);
            inside[i] = i == top || joined || tree.parent[i] >= 0 && inside[tree.parent[i]];
            inside[i] &= !furniture[i] && !isLinkList(tree, i);
        }
        return blocks(tree, node -> inside[node] && tree.ownLinkDensity(node) < 0.7);
    }

    private static boolean isLooseParagraph(OutlineTree tree, int node) {
        String text = tree.text[node];
        return tree.tag[node].equals("p") && text.length() > 80 && tree.ownLinkDensity(node) < 0.25;
    }

    /// An introduction outside of the main element: a paragraph that it or its parent calls so.
    private static boolean isLead(OutlineTree tree, int node) {
        if (tree.text[node].length() < LEAD_MINIMUM || tree.ownLinkDensity(node) > 0.2) {
            return false;
        }
        int parent = tree.parent[node];
        return LEAD.matcher(tree.hints[node]).find()
                || parent >= 0 && LEAD.matcher(tree.hints[parent]).find();
    }

    private static boolean isLinkList(OutlineTree tree, int node) {
        return switch (tree.tag[node]) {
            case "ul", "ol", "div", "section", "table", "dl" ->
                    tree.subtreeChars[node] > 0 && tree.linkDensity(node) > 0.5;
            default -> false;
        };
    }

    private static boolean isContainer(String tag) {
        return switch (tag) {
            case "div", "section", "article", "main", "td", "body" -> true;
            default -> false;
        };
    }

    private static boolean isPage(String tag) {
        return tag.equals("body") || tag.equals("html");
    }

    private static double confidence(OutlineTree tree, int top, List<Block> main) {
        double length = Math.min(1, chars(main) / 1500.0);
        double prose =
                main.stream().filter(Block::isProse).mapToInt(block -> block.text().length()).sum()
                        / (double) chars(main);
        double links = 1 - Math.min(1, 2 * tree.linkDensity(top));
        return Math.clamp(0.2 + 0.35 * length + 0.25 * prose + 0.2 * links, 0, 1);
    }

    private interface Chosen {
        boolean test(int node);
    }

    private static List<Block> blocks(OutlineTree tree, Chosen chosen) {
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < tree.size; i++) {
            if (tree.text[i].isEmpty() || !chosen.test(i)) {
                continue;
            }
            // A disclosure's own text is its answer and follows its summary.
            boolean answer = i > 0 && tree.tag[i].equals("summary") && tree.parent[i] == i - 1;
            if (answer && !blocks.isEmpty() && isDetails(tree, i - 1) && chosen.test(i - 1)) {
                blocks.add(blocks.size() - 1, tree.block(i));
            } else {
                blocks.add(tree.block(i));
            }
        }
        return blocks;
    }

    private static boolean isDetails(OutlineTree tree, int node) {
        return tree.tag[node].equals("details") && !tree.text[node].isEmpty();
    }

    private static int chars(List<Block> blocks) {
        return blocks.stream().mapToInt(block -> block.text().length()).sum();
    }

    private static int commas(String text) {
        int commas = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '\u3001' || c == '\uFF0C' || c == '\u060C') {
                commas++;
            }
        }
        return commas;
    }
}
