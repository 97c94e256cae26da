package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.check.Verdict.NotApplicable;
import com.xenlixai.scan.analyze.check.Verdict.Noted;
import com.xenlixai.scan.analyze.check.Verdict.Scored;
import com.xenlixai.scan.analyze.check.Verdict.Unknown;

/// A check's rule and its verdict on one page.
///
/// @param broken whether the check itself failed, which is our fault and lowers the coverage
record Judged(Rule rule, Verdict verdict, boolean broken) {

    boolean isScored() {
        return verdict instanceof Scored;
    }

    /// Its score, or 0 when it has none; ask {@link #isScored} first.
    double score() {
        return verdict instanceof Scored scored ? scored.score() : 0;
    }

    /// Whether the question was answered, be it that it does not concern the page.
    boolean isAssessed() {
        return switch (verdict) {
            case Scored _, NotApplicable _, Noted _ -> true;
            case Unknown _ -> false;
        };
    }

    boolean failed() {
        return verdict instanceof Scored scored && scored.score() < 0.5;
    }
}
