package com.xenlixai.scan.gateway.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.xenlixai.scan.gateway.report.ReportDocument.Cap;
import com.xenlixai.scan.gateway.report.ReportDocument.Category;
import com.xenlixai.scan.gateway.report.ReportDocument.Headline;
import com.xenlixai.scan.gateway.report.ReportDocument.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The teaser as clients read it: a projection of its own, made from its own event, so that
/// nothing of the full report can slip into it.
///
/// @param findings the three gravest
/// @param critical findings that are never held back, such as noindex or leaked secrets
/// @param locked what the full report has beyond this
/// @param keyphraseCount absent until the full report is stored
@JsonInclude(JsonInclude.Include.NON_NULL)
record TeaserDocument(
        String scanId,
        @Nullable String batchId,
        String url,
        String finalUrl,
        Instant fetchedAt,
        Http http,
        @JsonInclude @Nullable Double score,
        String band,
        String state,
        Double coverage,
        List<Category> categories,
        List<Headline> headlines,
        List<Cap> caps,
        List<Finding> findings,
        List<Finding> critical,
        Counts counts,
        @Nullable String title,
        @Nullable String description,
        Card card,
        List<AgentKind> agents,
        List<Locked> locked,
        Versions versions,
        @Nullable Integer keyphraseCount) {

    /// The fetch in short.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Http(int status, @Nullable Long htmlBytes, @Nullable Long fetchMillis) {}

    /// One finding with one place where it sits.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(
            String id,
            String category,
            String outcome,
            String severity,
            String title,
            String why,
            Double pointsLost,
            @Nullable Place evidence) {}

    /// How many checks ended how, and how many findings there are of each kind.
    record Counts(
            Map<String, Integer> outcomes,
            Map<String, Integer> severities,
            Map<String, Integer> categories) {}

    /// What a shared link to the page shows.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Card(@Nullable String title, @Nullable String description, @Nullable String image) {}

    /// How many agents of one kind may fetch the page.
    record AgentKind(String kind, int allowed, int total) {}

    /// A part that only the full report has.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Locked(String id, @Nullable Integer count, String reason) {}

    /// What made the verdicts.
    record Versions(String checks) {}
}
