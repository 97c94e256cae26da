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

    private static final int PARAGRAPH_MINIMUM = 25;
    private static final int ANCESTORS_VOTED_FOR = 5;

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
                    "video");

    private static final Pattern FURNITURE =
            Pattern.compile(
                    "(^|[\\s_-])(nav|navbar|navigation|menu|footer|sidebar|side-bar|aside|breadcrumbs?|"
                            + "cookies?|consent|gdpr|banner|advert\\w*|ads?|sponsor\\w*|promo\\w*|share|sharing|"
                            + "social|related|recommend\\w*|newsletter|subscribe|subscription|signup|login|"
                            + "comments?|disqus|replies|pagination|pager|toolbar|popup|modal|overlay|"
                            + "skip-link|sr-only|visually-hidden|screen-reader-text|widget|masthead|"
                            + "contentinfo|complementary|search|tags?|byline|meta|copyright|outbrain|taboola)"
                            + "($|[\\s_-])");

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
        if (chosen.isEmpty()) {
            return new MainContent(visible, visible, 0);
        }
        return new MainContent(chosen, visible, Math.min(0.3, 0.3 * chars(chosen) / SHORT));
    }

    private static boolean[] furniture(OutlineTree tree) {
        var furniture = new boolean[tree.size];
        for (int i = 0; i < tree.size; i++) {
            boolean inherited = tree.parent[i] >= 0 && furniture[tree.parent[i]];
            furniture[i] = inherited || isFurniture(tree, i);
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
        return !CONTENT.matcher(hints).find() || tree.linkDensity(node) > 0.5;
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
        return top;
    }

    private static List<Block> within(
            OutlineTree tree, int top, double[] votes, boolean[] furniture) {
        var inside = new boolean[tree.size];
        double joins = Math.max(10, votes[top] * 0.2);
        int above = tree.parent[top];
        for (int i = 0; i < tree.size; i++) {
            boolean sibling = above >= 0 && tree.parent[i] == above && !furniture[i];
            boolean joined = sibling && (votes[i] >= joins || isLooseParagraph(tree, i));
            inside[i] = i == top || joined || tree.parent[i] >= 0 && inside[tree.parent[i]];
            inside[i] &= !furniture[i] && !isLinkList(tree, i);
        }
        return blocks(tree, node -> inside[node] && tree.ownLinkDensity(node) < 0.7);
    }

    private static boolean isLooseParagraph(OutlineTree tree, int node) {
        String text = tree.text[node];
        return tree.tag[node].equals("p") && text.length() > 80 && tree.ownLinkDensity(node) < 0.25;
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
