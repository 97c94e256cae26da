package com.xenlixai.scan.analyze.check;

import java.util.regex.Pattern;

/// What a check is, for people and for the score.
///
/// @param id category, dot, name; it never changes
/// @param title what holds when the check passes
/// @param why why it matters
/// @param fix what to do when it fails
/// @param source where the rule is written down
/// @param category it counts in, the first part of the id
/// @param weight in that category
public record Rule(
        String id,
        Severity severity,
        Grade grade,
        String title,
        String why,
        String fix,
        String source,
        String category,
        double weight) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+\\.[a-z0-9-]+");

    public Rule(
            String id,
            Severity severity,
            Grade grade,
            String title,
            String why,
            String fix,
            String source) {
        this(
                id,
                severity,
                grade,
                title,
                why,
                fix,
                source,
                categoryOf(id),
                severity.base() * grade.factor());
    }

    private static String categoryOf(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a check id: " + id);
        }
        // One string for each category: the score compares it for each check of each page.
        return id.substring(0, id.indexOf('.')).intern();
    }
}
