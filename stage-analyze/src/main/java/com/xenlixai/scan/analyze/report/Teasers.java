package com.xenlixai.scan.analyze.report;

import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.url.WebUrl;
import com.xenlixai.scan.contract.event.AgentAccess;
import com.xenlixai.scan.contract.event.AgentSummary;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.LockedPart;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.TeaserFinding;
import com.xenlixai.scan.contract.event.TeaserReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What everyone may read of an audit: a projection of its own, so that nothing of the full report
/// is in its bytes.
public final class Teasers {

    private static final int GRAVEST = 3;
    private static final int LONGEST = 500;

    /// Findings that are never held back: hiding harm would be wrong.
    private static final Set<String> ALWAYS =
            Set.of("crawl.http-status", "crawl.noindex", "crawl.robots-txt-allows", "sec.secrets");

    private Teasers() {}

    public static TeaserReport of(
            PageFetched fetched, Page page, PageSummary summary, Audit audit) {
        List<CheckResult> findings = audit.getChecks().stream().filter(Teasers::isFinding).toList();
        List<CheckResult> gravest =
                findings.stream()
                        .sorted(
                                Comparator.comparingDouble(CheckResult::getPointsLost)
                                        .reversed()
                                        .thenComparing(CheckResult::getId))
                        .limit(GRAVEST)
                        .toList();
        List<CheckResult> always =
                findings.stream().filter(result -> ALWAYS.contains(result.getId())).toList();
        return TeaserReport.newBuilder()
                .setScanId(fetched.getOrder().getScanId())
                .setBatchId(fetched.getOrder().getBatchId())
                .setTenant(fetched.getOrder().getTenant())
                .setUrl(fetched.getOrder().getUrl())
                .setFinalUrl(fetched.getFinalUrl())
                .setStatus(fetched.getStatus())
                .setFetchedAt(fetched.getFetchedAt())
                .setScore(audit.getScore())
                .setBand(audit.getBand())
                .setCoverage(audit.getCoverage())
                .setCategories(audit.getCategories())
                .setHeadlines(audit.getHeadlines())
                .setCaps(audit.getCaps())
                .setGravest(gravest.stream().map(Teasers::finding).toList())
                .setCritical(always.stream().map(Teasers::finding).toList())
                .setOutcomes(counts(audit.getChecks(), Count.OUTCOME))
                .setSeverities(counts(findings, Count.SEVERITY))
                .setFindingsByCategory(counts(findings, Count.CATEGORY))
                .setTitle(summary.getTitle())
                .setDescription(summary.getDescription())
                .setRulesetVersion(audit.getRulesetVersion())
                .setState(audit.getState())
                .setCardTitle(card(page, "og:title", "twitter:title"))
                .setCardDescription(card(page, "og:description", "twitter:description"))
                .setCardImage(cardImage(page))
                .setAgents(agents(audit.getAgents()))
                .setLocked(locked(audit, findings.size()))
                .setHtmlBytes(summary.getHtmlBytes())
                .setFetchMillis(fetched.getTimings().getTotalMillis())
                .build();
    }

    private static boolean isFinding(CheckResult result) {
        return result.getOutcome() == CheckOutcome.FAIL || result.getOutcome() == CheckOutcome.WARN;
    }

    private static TeaserFinding finding(CheckResult result) {
        return TeaserFinding.newBuilder()
                .setId(result.getId())
                .setCategory(result.getCategory())
                .setOutcome(result.getOutcome())
                .setSeverity(result.getSeverity())
                .setTitle(result.getTitle())
                .setWhy(result.getWhy())
                .setPointsLost(result.getPointsLost())
                .setEvidence(
                        result.getEvidence().isEmpty() ? null : result.getEvidence().getFirst())
                .build();
    }

    private enum Count {
        OUTCOME,
        SEVERITY,
        CATEGORY
    }

    private static Map<String, Integer> counts(List<CheckResult> results, Count by) {
        Map<String, Integer> counts = new TreeMap<>();
        for (CheckResult result : results) {
            String key =
                    switch (by) {
                        case OUTCOME -> result.getOutcome().name().toLowerCase(Locale.ROOT);
                        case SEVERITY -> result.getSeverity();
                        case CATEGORY -> result.getCategory();
                    };
            counts.merge(key, 1, Integer::sum);
        }
        return counts;
    }

    private static @Nullable String card(Page page, String first, String second) {
        String text = page.facts().head().first(first);
        String shown = text.isEmpty() ? page.facts().head().first(second) : text;
        return shown.isEmpty() ? null : Spaces.shortened(shown, LONGEST);
    }

    private static @Nullable String cardImage(Page page) {
        String text = card(page, "og:image", "twitter:image");
        WebUrl url = text == null ? null : WebUrl.resolve(text, page.url());
        return url == null ? null : url.toString();
    }

    private static List<AgentSummary> agents(List<AgentAccess> table) {
        Map<String, int[]> sums = new TreeMap<>();
        for (AgentAccess access : table) {
            int[] sum = sums.computeIfAbsent(access.getKind(), _ -> new int[2]);
            sum[0] += access.getAllowed() ? 1 : 0;
            sum[1]++;
        }
        List<AgentSummary> summaries = new ArrayList<>();
        sums.forEach((kind, sum) -> summaries.add(new AgentSummary(kind, sum[0], sum[1])));
        return summaries;
    }

    private static List<LockedPart> locked(Audit audit, int findings) {
        return List.of(
                new LockedPart("checks", audit.getChecks().size(), "plan"),
                new LockedPart("findings", Math.max(0, findings - GRAVEST), "plan"),
                new LockedPart("agents", audit.getAgents().size(), "plan"),
                new LockedPart("keyphrases", -1, "not-run"),
                new LockedPart("insights", -1, "not-run"));
    }
}
