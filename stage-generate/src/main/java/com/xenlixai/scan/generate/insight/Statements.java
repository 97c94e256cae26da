package com.xenlixai.scan.generate.insight;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks a sentence that a model wrote for things that nobody can know but the page: numbers,
/// addresses, names. Wording is free, facts are not.
final class Statements {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "https?:|www\\.|\\b\\p{L}[\\w-]*\\.(com|org|net|io|dev|ai|co|de|fr|uk|eu|info|biz|ru|cn|app|shop)\\b|@\\w",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKUP =
            Pattern.compile(
                    "<[/!a-zA-Z]|\\]\\(|!\\[|`|&[a-z#0-9]+;|javascript:|data:",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}\\p{N}]*");

    /// Words that advice begins its sentences with, or that every audit may name.
    private static final Set<String> COMMON =
            Set.of(
                    """
                    a about add after all allow also an and answer any are as ask at avoid because before being begin
                    both break bring browsers but by change check choose clear clearer combine compress consider
                    correct create crawlers currently cut declare define describe descriptions did do does each engines
                    ensure even every expand explain express few fill first fix for from further general give good
                    has have headings help here how however i if images improve in include increase instead into is it
                    its just keep lead let link links list longer look lower make many mark mention missing more most
                    move much name no nobody not now of offer on once one only open or order other our out people page
                    pages place point present provide put question questions quote reader readers reduce remove rename
                    repeat replace rewrite say score search section see serve set she short shorten should show shrink
                    since single so some specify split start state still structure structured such summarise summarize
                    support tag tell text that the their them then there these they this those title titles to too turn
                    two under update use users using visitors we what when where which while who why will with without
                    word words write you your html css json-ld json ld url urls seo ai aeo faq http https alt meta h1
                    h2 h3 schema org google bing
                    """
                            .strip()
                            .split("\\s+"));

    private Statements() {}

    /// Why the text may not be said, empty when it may.
    static Optional<String> objection(String text, PageKnowledge known) {
        if (MARKUP.matcher(text).find()) {
            return Optional.of("markup");
        }
        Matcher address = ADDRESS.matcher(text);
        if (address.find() && !known.prints(address.group())) {
            return Optional.of("address that is not on the page");
        }
        for (String number : PageKnowledge.numbers(text)) {
            if (!known.hasNumber(number)) {
                return Optional.of("number that is not on the page");
            }
        }
        return hasUnknownName(text, known)
                ? Optional.of("name that is not on the page")
                : Optional.empty();
    }

    private static boolean hasUnknownName(String text, PageKnowledge known) {
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            String word = name.group();
            String folded = FoldedText.foldAll(word);
            if (!known.hasWord(word) && !COMMON.contains(folded)) {
                return true;
            }
        }
        return false;
    }
}
