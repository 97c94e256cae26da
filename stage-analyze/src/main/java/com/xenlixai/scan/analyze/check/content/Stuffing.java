package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rounded;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import java.util.Set;

/// One word over and over is read as spam.
final class Stuffing implements Check {

    private static final Rule RULE =
            new Rule(
                    "content.stuffing",
                    Severity.LOW,
                    Grade.B,
                    "No word is repeated beyond measure",
                    "Repeating a word does not help a page rank, and search engines count it as spam.",
                    "Write for readers; use other words or leave the repetition out.",
                    "https://developers.google.com/search/docs/essentials/spam-policies");

    /// Words without a meaning of their own, in the languages that pages most often use.
    private static final Set<String> STOP =
            Set.of(
                    """
            the and for with that this you your are was were from have has had not but our
            can will its all one out they their them there when what which who how than then
            into more also may about any each der die das und ist mit den von für auf ein
            eine nicht sich dem im zu es sie wir les des une est pour dans que qui sur par
            los las una con del por para het een van voor che per non della"""
                            .split("\\s+"));

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        WordTally words = WordTally.of(page.facts().text().main());
        if (words.total() < 200) {
            return Verdict.notApplicable("fewer than 200 words");
        }
        WordTally.Count top = words.top(STOP);
        if (top == null) {
            return Verdict.notApplicable("no word that carries meaning");
        }
        double share = (double) top.times() / words.total();
        String value = "\"" + top.word() + "\" " + Rounded.to(1, share * 100) + " %";
        if (share <= 0.05) {
            return Verdict.pass(value);
        }
        Findings where = Findings.of(top.word(), top.times() + " of " + words.total() + " words");
        return share <= 0.08
                ? Verdict.warn("One word is repeated often: " + value, value, where)
                : Verdict.fail("One word is repeated far too often: " + value, value, where);
    }
}
