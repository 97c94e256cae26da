package com.xenlixai.scan.analyze.check;

/// What a check is, for people and for the score.
///
/// @param id category, dot, name; it never changes
/// @param title what holds when the check passes
/// @param why why it matters
/// @param fix what to do when it fails
/// @param source where the rule is written down
public record Rule(
        String id,
        Severity severity,
        Grade grade,
        String title,
        String why,
        String fix,
        String source) {

    public Rule {
        if (!id.matches("[a-z0-9]+\\.[a-z0-9-]+")) {
            throw new IllegalArgumentException("not a check id: " + id);
        }
    }

    /// The category it counts in.
    public String category() {
        return id.substring(0, id.indexOf('.'));
    }

    /// Its weight in that category.
    public double weight() {
        return severity.base() * grade.factor();
    }
}
