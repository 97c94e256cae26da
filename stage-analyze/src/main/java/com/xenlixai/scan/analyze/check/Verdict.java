package com.xenlixai.scan.analyze.check;

import org.jspecify.annotations.Nullable;

/// What a check found.
public sealed interface Verdict {

    /// A score with its reasons.
    ///
    /// @param score from 0 to 1; from 0.9 it is a pass, from 0.5 a warning, below that a failure
    /// @param says what was found, as a headline; null for the title of the rule
    /// @param value what was judged, in short, or null
    record Scored(double score, @Nullable String says, @Nullable String value, Findings findings)
            implements Verdict {
        public Scored {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score is from 0 to 1: " + score);
            }
        }
    }

    /// The rule does not concern this page.
    record NotApplicable(String why) implements Verdict {}

    /// It could not be found out; this lowers the coverage and never the score.
    record Unknown(String why) implements Verdict {}

    /// Worth knowing, and nothing to score.
    record Noted(String says, @Nullable String value, Findings findings) implements Verdict {}

    static Scored pass(@Nullable String value) {
        return new Scored(1, null, value, Findings.NONE);
    }

    static Scored pass(String says, @Nullable String value, Findings findings) {
        return new Scored(1, says, value, findings);
    }

    static Scored fail(String says, Findings findings) {
        return new Scored(0, says, null, findings);
    }

    static Scored fail(String says, @Nullable String value, Findings findings) {
        return new Scored(0, says, value, findings);
    }

    static Scored warn(String says, @Nullable String value, Findings findings) {
        return new Scored(0.5, says, value, findings);
    }

    static Scored scored(double score, String says, @Nullable String value, Findings findings) {
        return new Scored(score, says, value, findings);
    }

    /// The share of good ones among all that are concerned; not applicable when there are none.
    ///
    /// @param bad places of those that are not good
    /// @param saysBad headline when some are not good, after "3 of 14 "
    static Verdict ratio(int total, Findings bad, String none, String saysBad) {
        if (total == 0) {
            return new NotApplicable(none);
        }
        int wrong = Math.min(bad.total(), total);
        if (wrong == 0) {
            return pass(total + " of " + total);
        }
        return new Scored(
                (double) (total - wrong) / total,
                wrong + " of " + total + " " + saysBad,
                total - wrong + " of " + total,
                bad);
    }

    static NotApplicable notApplicable(String why) {
        return new NotApplicable(why);
    }

    static Unknown unknown(String why) {
        return new Unknown(why);
    }
}
