package com.xenlixai.scan.analyze.check;

/// One question about a page with a verdict as its answer. Checks are pure: the same page gives the
/// same verdict, and nothing outside the page is asked.
public interface Check {

    /// What the check is about; always the same.
    Rule rule();

    /// Judges a page that answered with HTML.
    Verdict judge(Page page);

    /// Whether the check also judges answers that are no HTML page.
    default boolean judgesEveryAnswer() {
        return false;
    }
}
