package com.xenlixai.scan.gateway.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The full report as clients read it. Members are absent where there is nothing to say, except
/// `score` and `psi`, which are null then. Order of members is order of the document.
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportDocument(
        String scanId,
        @Nullable String batchId,
        String url,
        String finalUrl,
        Instant fetchedAt,
        Http http,
        @JsonInclude @Nullable Double score,
        @Nullable Double uncappedScore,
        String band,
        String state,
        Double coverage,
        List<Category> categories,
        List<Headline> headlines,
        List<Cap> caps,
        List<Check> checks,
        List<Agent> agents,
        Page page,
        @JsonInclude @Nullable Speed psi,
        @Nullable String language,
        @Nullable Double contentConfidence,
        List<Phrase> keyphrases,
        @Nullable Advice insights,
        List<String> degraded,
        Map<String, Long> timings,
        Versions versions,
        String contentHash,
        @Nullable Replay replay) {

    /// The same report, saying more of what it repeats.
    ReportDocument with(@Nullable Replay replay) {
        return new ReportDocument(
                scanId,
                batchId,
                url,
                finalUrl,
                fetchedAt,
                http,
                score,
                uncappedScore,
                band,
                state,
                coverage,
                categories,
                headlines,
                caps,
                checks,
                agents,
                page,
                psi,
                language,
                contentConfidence,
                keyphrases,
                insights,
                degraded,
                timings,
                versions,
                contentHash,
                replay);
    }

    /// How the page was fetched.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Http(
            int status,
            String httpVersion,
            @Nullable String contentType,
            String contentEncoding,
            Long wireBytes,
            String truncation,
            @Nullable String tlsProtocol,
            List<Redirect> hops,
            @Nullable Robots robots,
            Map<String, Long> timings) {}

    /// What robots.txt said to our fetch.
    ///
    /// @param allowed whether the page was fetched with its leave, or by an order that needs none
    /// @param reason rule, no-match, no-robots or, where such an order did without leave, ignored
    /// @param rule the line that decided
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Robots(boolean allowed, String reason, @Nullable String rule, @Nullable Integer line) {}

    /// A redirect that was followed.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Redirect(String url, int status, @Nullable String location, long millis) {}

    /// A part of the score.
    record Category(String id, @Nullable Double score, Double coverage) {}

    /// A score over a part of the checks.
    record Headline(String id, @Nullable Double score) {}

    /// A bound on a score.
    record Cap(String id, String score, int max, String reason) {}

    /// The verdict of one check.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Check(
            String id,
            String category,
            String outcome,
            @Nullable Double score,
            Double weight,
            Double pointsLost,
            String severity,
            String grade,
            String title,
            String why,
            String fix,
            @Nullable String value,
            List<Place> evidence,
            int evidenceTotal,
            String source,
            String fingerprint) {}

    /// A place on the page, or the value in question.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            @Nullable String path,
            String snippet,
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable String note) {}

    /// What robots.txt lets one agent do.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Agent(
            String agent,
            String kind,
            boolean allowed,
            @Nullable String group,
            @Nullable String rule,
            @Nullable Integer line,
            @Nullable String note) {}

    /// What the page is.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            @Nullable String title,
            @Nullable String description,
            @Nullable String canonical,
            @Nullable String lang,
            String pageType,
            @Nullable String author,
            @Nullable String published,
            @Nullable String modified,
            String charset,
            String charsetSource,
            List<Heading> headings,
            int headingCount,
            Links links,
            Images images,
            int wordCount,
            int mainWordCount,
            StructuredData structuredData,
            Map<String, String> openGraph,
            Map<String, String> twitterCard,
            List<Alternate> alternates,
            List<String> robots,
            @Nullable String favicon,
            long htmlBytes,
            int elementCount) {}

    /// A heading in document order.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Heading(int level, String text, @Nullable Integer line) {}

    /// Counts of links.
    record Links(int total, int internal, int external, int nofollow) {}

    /// Counts of images.
    record Images(int total, int withoutAlt) {}

    /// What the page says of itself for machines.
    record StructuredData(List<String> types, List<Item> items) {}

    /// One thing that structured data describes.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String type, String syntax, @Nullable String name, @Nullable Integer line) {}

    /// A version in another language.
    record Alternate(String hreflang, String url) {}

    /// A speed measurement.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Speed(
            String source,
            String strategy,
            @Nullable Double score,
            Map<String, Double> scores,
            Map<String, Double> lab,
            Map<String, Double> field,
            String fieldScope,
            @Nullable String finalUrl,
            @Nullable String lighthouseVersion,
            Instant measuredAt) {}

    /// A phrase that names what the page is about.
    record Phrase(
            String phrase,
            Double score,
            int count,
            List<String> places,
            List<String> missingFrom) {}

    /// Advice for the page's owner.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Advice(
            String source,
            String summary,
            List<Recommendation> recommendations,
            @Nullable String suggestedTitle,
            @Nullable String suggestedDescription,
            List<Faq> faq,
            @Nullable JsonNode jsonLd,
            Double groundedRatio,
            List<Rejected> rejected) {}

    /// One thing to do.
    record Recommendation(
            String title,
            String why,
            List<String> evidence,
            String impact,
            String effort,
            Double points,
            List<String> checkIds) {}

    /// A question and its answer.
    record Faq(String question, String answer) {}

    /// What generated text was dropped, and why.
    record Rejected(String kind, String reason) {}

    /// What a page that was run again from the log shows beside its report.
    ///
    /// @param of the scan that fetched the page
    /// @param from the first stage that ran again
    /// @param before that scan's report in short; absent when it is not kept any more
    /// @param score how the score moved since, by the page and by the ruleset
    /// @param moved findings that are new, gone or changed since
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Replay(
            String of,
            String from,
            ReportDiff.@Nullable Side before,
            ReportDiff.@Nullable Movement score,
            @Nullable List<ReportDiff.Change> moved) {}

    /// What made the report.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Versions(
            String checks, String keyphrases, @Nullable String prompt, @Nullable String model) {}
}
