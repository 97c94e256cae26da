package com.xenlixai.scan.analyze.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.Fixture;
import com.xenlixai.scan.analyze.audit.Headlines.LighthouseAudit;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.contract.event.PageFetched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What Lighthouse in a real browser said of some hundred pages, kept in `verdicts.tsv`, against
/// what is judged here from the source alone. `bench/lighthouse/run.sh` asks Lighthouse anew.
class LighthouseAgreementTest {

    private static final Path FOLDER = Path.of("src/test/resources/lighthouse");
    private static final Path PAGE = Path.of("../docs/lighthouse.md");

    /// Audits of Lighthouse by the question of ours that answers them.
    private static final Map<String, List<String>> GROUPS = groups();

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (LighthouseAudit audit : LighthouseAudit.values()) {
            String id = audit.name().toLowerCase(Locale.ROOT).replace('_', '-');
            groups.put(id, List.of(id));
        }
        groups.put("a11y.labels", List.of("label", "select-name"));
        groups.put("a11y.button-name", List.of("button-name", "input-button-name"));
        groups.put("a11y.link-name", List.of("link-name"));
        groups.put("a11y.frame-title", List.of("frame-title"));
        groups.put("a11y.heading-order", List.of("heading-order"));
        groups.put("a11y.main", List.of("landmark-one-main"));
        groups.put("a11y.zoom", List.of("meta-viewport"));
        groups.put(
                "a11y.aria",
                List.of(
                        "aria-roles",
                        "aria-valid-attr",
                        "aria-valid-attr-value",
                        "duplicate-id-aria"));
        groups.put("a11y.captions", List.of("video-caption"));
        groups.put("img.alt", List.of("image-alt", "input-image-alt"));
        groups.put(
                "i18n.lang", List.of("html-has-lang", "html-lang-valid", "html-xml-lang-mismatch"));
        return groups;
    }

    /// One question about one page, answered twice: pass, fail or na.
    private record Answer(String page, String question, String ours, String theirs) {

        /// Not applicable and passed cost nothing alike, here as there.
        boolean agrees() {
            return ours.equals("fail") == theirs.equals("fail");
        }

        boolean matters() {
            return !(ours.equals("na") && theirs.equals("na"));
        }

        String difference() {
            return page + "\t" + question + "\t" + ours + "\t" + theirs;
        }
    }

    @Test
    void thePagesAreGivenToWhoeverAsksLighthouse() throws IOException {
        String target = System.getProperty("xenlix.lighthouse.pages", "");
        List<String> lines = pages().values().stream().map(LighthouseAgreementTest::line).toList();
        if (!target.isEmpty()) {
            Files.write(Path.of(target), lines);
        }
        assertThat(lines).hasSizeGreaterThanOrEqualTo(150);
    }

    @Test
    void lighthouseIsAgreedWithAndEveryDifferenceIsExplained() throws IOException {
        List<Answer> answers = answers();
        List<Answer> differences = answers.stream().filter(one -> !one.agrees()).toList();
        Map<String, String> reasons = reasons();
        if (Boolean.getBoolean("xenlix.write-docs")) {
            Files.writeString(PAGE, page(answers, differences, reasons));
        }
        assertThat(differences.stream().map(Answer::difference).toList())
                .as("differences, each with its reason in differences.tsv")
                .containsExactlyInAnyOrderElementsOf(reasons.keySet());
        long agreed = answers.stream().filter(Answer::agrees).count();
        assertThat((double) agreed / answers.size()).isGreaterThanOrEqualTo(0.98);
        assertThat(PAGE).content().isEqualTo(page(answers, differences, reasons));
    }

    private static List<Answer> answers() throws IOException {
        Map<String, Fixture> pages = pages();
        List<Answer> answers = new ArrayList<>();
        Map<String, Map<String, String>> told = told();
        assertThat(told.keySet()).as("pages with a verdict").hasSizeGreaterThanOrEqualTo(150);
        told.forEach(
                (page, verdicts) -> {
                    Fixture fixture = pages.get(page);
                    assertThat(fixture).as(page).isNotNull();
                    answers.addAll(answers(page, fixture, verdicts));
                });
        return answers;
    }

    private static List<Answer> answers(
            String page, Fixture fixture, Map<String, String> verdicts) {
        Map<String, Judged> judged = new HashMap<>();
        var facts = fixture.pageOf();
        AuditCatalogue.CHECKS.forEach(
                check ->
                        judged.put(
                                check.rule().id(),
                                new Judged(check.rule(), check.judge(facts), false)));
        boolean readable = facts.answer().isSuccess() && facts.answer().isHtml();
        List<Answer> answers = new ArrayList<>();
        GROUPS.forEach(
                (question, audits) -> {
                    String theirs =
                            together(audits.stream().map(one -> verdicts.get(one)).toList());
                    // Of a page that is an error Lighthouse judges the rest, the audit does not.
                    boolean asked = readable || question.equals("http-status-code");
                    Answer answer = new Answer(page, question, ours(question, judged), theirs);
                    if (asked && answer.matters()) {
                        answers.add(answer);
                    }
                });
        return answers;
    }

    private static String ours(String question, Map<String, Judged> judged) {
        for (LighthouseAudit audit : LighthouseAudit.values()) {
            if (audit.name().equals(question.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                Boolean passed = audit.passed(judged);
                return passed == null ? "na" : passed ? "pass" : "fail";
            }
        }
        Judged one = judged.get(question);
        if (one == null || !(one.verdict() instanceof Verdict.Scored scored)) {
            return "na";
        }
        return scored.score() >= 1 ? "pass" : "fail";
    }

    private static String together(List<String> verdicts) {
        if (verdicts.contains("fail")) {
            return "fail";
        }
        return verdicts.contains("pass") ? "pass" : "na";
    }

    private static Map<String, Fixture> pages() throws IOException {
        Map<String, Fixture> pages = new LinkedHashMap<>();
        for (Fixture fixture : Fixture.read(Files.readString(FOLDER.resolve("cases.txt")))) {
            assertThat(pages.put(fixture.name, fixture)).as(fixture.name).isNull();
        }
        return pages;
    }

    /// `page`, then `audit=verdict` for each, separated by tabs.
    private static Map<String, Map<String, String>> told() throws IOException {
        Map<String, Map<String, String>> told = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve("verdicts.tsv"))) {
            String[] parts = line.split("\t");
            Map<String, String> verdicts = new HashMap<>();
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].split("=");
                verdicts.put(pair[0], pair[1]);
            }
            told.put(parts[0], verdicts);
        }
        return told;
    }

    /// `page`, question, ours, theirs, and why, separated by tabs.
    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve("differences.tsv"))) {
            int end = line.lastIndexOf('\t');
            assertThat(line.substring(end + 1)).as(line).isNotBlank();
            reasons.put(line.substring(0, end), line.substring(end + 1));
        }
        return reasons;
    }

    private static String line(Fixture fixture) {
        PageFetched fetched = fixture.fetched();
        byte[] body = new byte[fetched.getBody().remaining()];
        fetched.getBody().duplicate().get(body);
        StringBuilder line = new StringBuilder();
        line.append("{\"name\":").append(quoted(fixture.name));
        line.append(",\"url\":").append(quoted(fetched.getFinalUrl()));
        line.append(",\"status\":").append(fetched.getStatus());
        line.append(",\"headers\":[");
        fetched.getHeaders()
                .forEach(
                        header ->
                                line.append(line.charAt(line.length() - 1) == '[' ? "[" : ",[")
                                        .append(quoted(header.getName()))
                                        .append(',')
                                        .append(quoted(header.getValue()))
                                        .append(']'));
        line.append("],\"body\":\"").append(Base64.getEncoder().encodeToString(body)).append('"');
        if (fetched.getOrigin() != null) {
            String robots = fetched.getOrigin().getRobotsBody();
            line.append(",\"robotsStatus\":").append(fetched.getOrigin().getRobotsStatus());
            line.append(",\"robotsType\":")
                    .append(quoted(String.valueOf(fetched.getOrigin().getRobotsContentType())));
            byte[] text = (robots == null ? "" : robots).getBytes(StandardCharsets.UTF_8);
            line.append(",\"robots\":\"")
                    .append(Base64.getEncoder().encodeToString(text))
                    .append('"');
        }
        return line.append('}').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String page(
            List<Answer> answers, List<Answer> differences, Map<String, String> reasons) {
        Map<String, int[]> byQuestion = new LinkedHashMap<>();
        GROUPS.keySet().forEach(question -> byQuestion.put(question, new int[3]));
        for (Answer answer : answers) {
            int[] counts = byQuestion.getOrDefault(answer.question(), new int[3]);
            counts[0]++;
            counts[1] += answer.agrees() ? 1 : 0;
            counts[2] += answer.ours().equals(answer.theirs()) ? 1 : 0;
        }
        long pages = answers.stream().map(Answer::page).distinct().count();
        long agreed = answers.size() - differences.size();
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Agreement with Lighthouse

                Written by `LighthouseAgreementTest`, which fails when it is stale. Lighthouse 12.8.2 on Debian's
                Chromium was asked about %d pages; its verdicts are kept in
                `stage-analyze/src/test/resources/lighthouse`, and every build compares them with what is judged from
                the source alone. `bench/lighthouse/run.sh` asks Lighthouse anew.

                Agreed: **%d of %d answers, %.2f %%**. An answer is a question about a page to which at least one of the
                two has something to say. They agree when both find fault or neither does: what does not apply costs
                nothing, as what passes. Lighthouse's audits pass or fail as a whole, so a ratio of ours passes at 1.

                | question | audits of Lighthouse | answers | agreed | alike to the word |
                |---|---|---|---|---|
                """
                        .formatted(pages, agreed, answers.size(), 100.0 * agreed / answers.size()));
        byQuestion.forEach(
                (question, counts) ->
                        page.append(
                                "| `%s` | %s | %d | %d | %d |\n"
                                        .formatted(
                                                question,
                                                String.join(", ", GROUPS.get(question)),
                                                counts[0],
                                                counts[1],
                                                counts[2])));
        page.append("\n## Every difference\n\n");
        page.append("| page | question | here | Lighthouse | why |\n|---|---|---|---|---|\n");
        Map<String, String> sorted = new TreeMap<>();
        differences.forEach(
                one ->
                        sorted.put(
                                one.difference(),
                                "| %s | `%s` | %s | %s | %s |\n"
                                        .formatted(
                                                one.page().replace("|", "\\|"),
                                                one.question(),
                                                one.ours(),
                                                one.theirs(),
                                                reasons.getOrDefault(
                                                        one.difference(), "not explained"))));
        sorted.values().forEach(page::append);
        return page.toString();
    }
}
