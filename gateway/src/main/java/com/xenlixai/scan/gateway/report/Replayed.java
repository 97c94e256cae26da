package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.report.ReportDiff.Change;
import com.xenlixai.scan.gateway.report.ReportDiff.Movement;
import com.xenlixai.scan.gateway.report.ReportDocument.Replay;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The part of the page that tells of a report which repeats another: what moved, and why.
final class Replayed {

    private Replayed() {}

    static void write(Html html, @Nullable Replay replay) {
        if (replay == null) {
            return;
        }
        html.start("section").element("h2", "What has moved since the page was fetched");
        html.element(
                "p",
                "The page was not fetched again: the copy that scan %s fetched was judged anew from the %s step on."
                        .formatted(replay.of(), replay.from()));
        Movement score = replay.score();
        if (replay.before() == null || score == null || score.delta() == null) {
            html.element("p", "There is no earlier score to compare with.", "class", "quiet");
        } else {
            html.start("p")
                    .text(
                            "Score %s before, under the checks %s. Moved by %s: by the page %s, by the rules %s."
                                    .formatted(
                                            ReportPage.figure(replay.before().score()),
                                            replay.before().checks(),
                                            signed(score.delta()),
                                            signed(score.byPage()),
                                            signed(score.byRuleset())))
                    .end();
        }
        moved(html, replay.moved());
        html.end();
    }

    private static void moved(Html html, @Nullable List<Change> moved) {
        if (moved == null || moved.isEmpty()) {
            return;
        }
        html.start("div", "class", "scroll").start("table").start("thead").start("tr");
        for (String column : List.of("Finding", "Before", "Now")) {
            html.element("th", column, "scope", "col");
        }
        html.end().end().start("tbody");
        for (Change change : moved) {
            html.start("tr").start("td").found(change.title()).end();
            html.start("td").found(orNone(change.before())).end();
            html.start("td").found(orNone(change.after())).end().end();
        }
        html.end().end().end();
    }

    private static String orNone(@Nullable String verdict) {
        return verdict == null ? "no finding" : verdict;
    }

    private static String signed(@Nullable Double points) {
        return points == null ? "–" : String.format(Locale.ROOT, "%+.1f", points);
    }
}
