package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.decode.PageText;
import com.xenlixai.scan.analyze.decode.PageText.Declaration;
import com.xenlixai.scan.analyze.decode.PageText.Source;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import java.util.LinkedHashSet;
import java.util.Set;

/// Without a declared encoding each browser guesses on its own.
final class CharsetDeclared implements Check {

    private static final Rule RULE =
            new Rule(
                    "meta.charset",
                    Severity.MEDIUM,
                    Grade.A,
                    "The encoding is declared, once and as UTF-8",
                    "A browser that has to guess the encoding may show wrong characters, and so may search engines.",
                    "Send \"Content-Type: text/html; charset=utf-8\" or put <meta charset=\"utf-8\"> into the first 1,024 bytes, and nothing that says otherwise.",
                    "https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        PageText text = page.facts().encoding();
        Findings where = new Findings();
        Set<String> meant = new LinkedHashSet<>();
        boolean namesNone = false;
        for (Declaration declaration : text.declarations()) {
            String name = declaration.encoding();
            namesNone |= name == null;
            where.add(
                    declaration.source() + ": " + declaration.label(),
                    name == null ? "means no encoding" : "means " + name);
            if (name != null) {
                meant.add(
                        name.startsWith("UTF-16") && declaration.source() == Source.META
                                ? "UTF-8"
                                : name);
            }
        }
        String value = text.encoding();
        if (meant.isEmpty()) {
            addLate(page, where);
            return Verdict.fail(
                    "No encoding is declared in time; " + value + " was assumed", value, where);
        }
        if (meant.size() > 1) {
            return Verdict.fail(
                    "The declarations of the encoding disagree: " + String.join(", ", meant),
                    value,
                    where);
        }
        if (namesNone) {
            return Verdict.warn("One declaration names no encoding", value, where);
        }
        if (!meant.contains("UTF-8")) {
            return Verdict.warn("The page is not in UTF-8 but in " + value, value, where);
        }
        return Verdict.pass(value);
    }

    /// A declaration that comes too late to count is worth showing.
    private static void addLate(Page page, Findings where) {
        for (Meta meta : page.facts().head().metas()) {
            if (!meta.charset().isEmpty() || meta.httpEquiv().equals("content-type")) {
                where.add(meta.spot(), "after the first 1,024 bytes, or without effect");
            }
        }
    }
}
