package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.contract.event.ScoreCap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Bounds that a grave defect puts on the score after the sum. They add no loss to the ledger.
final class Caps {

    private static final int POOR = 49;
    private static final int SEARCH = 30;

    private static final Map<String, String> GATES =
            Map.of(
                    "crawl.http-status", "search engines drop pages with an error status",
                    "crawl.noindex", "the page forbids indexing",
                    "crawl.robots-txt-allows",
                            "robots.txt forbids search engines to fetch the page");

    private Caps() {}

    static List<ScoreCap> of(List<Judged> verdicts) {
        List<ScoreCap> caps = new ArrayList<>();
        for (Judged judged : verdicts) {
            String id = judged.rule().id();
            if (!judged.failed()) {
                continue;
            }
            String gate = GATES.get(id);
            if (gate != null) {
                caps.add(new ScoreCap(id, "overall", POOR, gate));
                caps.add(new ScoreCap(id, "search", SEARCH, gate));
            } else if (id.equals("crawl.soft-404")) {
                caps.add(new ScoreCap(id, "overall", POOR, "the page looks like an error page"));
            } else if (id.equals("sec.mixed")) {
                caps.add(new ScoreCap(id, "security", POOR, "scripts or forms go over plain http"));
            } else if (id.equals("sec.https")) {
                caps.add(new ScoreCap(id, "security", POOR, "the connection is not secure"));
            }
        }
        return caps;
    }

    static boolean bounds(List<ScoreCap> caps, String score) {
        for (ScoreCap cap : caps) {
            if (cap.getScore().equals(score)) {
                return true;
            }
        }
        return false;
    }

    static double apply(List<ScoreCap> caps, String score, double value) {
        double capped = value;
        for (ScoreCap cap : caps) {
            if (cap.getScore().equals(score)) {
                capped = Math.min(capped, cap.getMax());
            }
        }
        return capped;
    }
}
