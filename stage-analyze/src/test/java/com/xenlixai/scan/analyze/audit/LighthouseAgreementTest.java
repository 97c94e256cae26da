package com.xenlixai.scan.analyze.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The checks judge as Lighthouse does, but for what `docs/agreement.md` explains. Nothing is run
/// here but the checks: Lighthouse's verdicts are kept, and `bench/lighthouse/agreement.sh` gets them anew.
class LighthouseAgreementTest {

    private static final Path PAGE = Path.of("../docs/agreement.md");
    private static final String BEGIN = "<!-- figures -->\n";
    private static final String END = "<!-- end of the figures -->\n";

    /// Most pages here have neither description nor main landmark, which both sides see at once.
    private static final Set<String> LACKED = Set.of("meta-description", "landmark-one-main");

    private static final List<LighthouseCase> CASES = LighthouseCase.all();
    private static final List<Pair> PAIRS = pairs();

    /// What both say of one page by one audit.
    private record Pair(LighthouseCase page, LighthouseAudit audit, String theirs, String ours) {

        boolean isAimed() {
            return page.aim().equals(audit.id());
        }

        /// Not applicable means that nothing is wrong; where both say it, or nothing is known here,
        /// there is nothing to compare.
        boolean isJudged() {
            return !ours.equals("unknown") && !(ours.equals("na") && theirs.equals("na"));
        }

        boolean agrees() {
            return ours.equals("fail") == theirs.equals("fail");
        }

        boolean bothFail() {
            return ours.equals("fail") && theirs.equals("fail");
        }
    }

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (LighthouseCase one : CASES) {
            var page = one.fixture().pageOf();
            for (LighthouseAudit audit : LighthouseAudit.ALL) {
                pairs.add(new Pair(one, audit, one.verdictOn(audit.id()), audit.verdictOn(page)));
            }
        }
        return pairs.stream().filter(Pair::isJudged).toList();
    }

    @Test
    void lighthouseHasJudgedEveryPageAsItIsNow() {
        assertThat(CASES).hasSizeGreaterThanOrEqualTo(150);
        assertThat(CASES)
                .filteredOn(one -> !one.digest().equals(one.judged()))
                .extracting(one -> one.aim() + " " + one.name())
                .as("run bench/lighthouse/agreement.sh")
                .isEmpty();
    }

    @Test
    void lighthouseSaysOfEachPageWhatItsNameExpects() {
        assertThat(CASES)
                .filteredOn(one -> !one.verdictOn(one.aim()).equals(one.expected()))
                .extracting(one -> one.aim() + " " + one.name() + ": " + one.verdictOn(one.aim()))
                .isEmpty();
    }

    @Test
    void everyAuditHasPagesThatAreAboutIt() {
        assertThat(CASES.stream().map(LighthouseCase::aim).collect(Collectors.toSet()))
                .isEqualTo(
                        LighthouseAudit.ALL.stream()
                                .map(LighthouseAudit::id)
                                .collect(Collectors.toSet()));
    }

    @Test
    void everyDifferenceIsExplainedAndEveryExplanationIsNeeded() throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (Pair pair : PAIRS) {
            if (!pair.agrees()) {
                found.add(
                        "%s: %s: %s: %s"
                                .formatted(
                                        pair.audit.id(),
                                        pair.isAimed()
                                                ? pair.page.name()
                                                : pair.page.aim() + " " + pair.page.name(),
                                        pair.theirs,
                                        pair.ours));
            }
        }
        assertThat(found).isEqualTo(explained());
    }

    /// Rows of the table of differences: audit, page, Lighthouse's verdict, ours, why.
    private static TreeSet<String> explained() throws IOException {
        TreeSet<String> explained = new TreeSet<>();
        String text = Files.readString(PAGE);
        String table = text.substring(text.indexOf("## Differences")).split("\n## ")[0];
        for (String line : table.split("\n")) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|");
                assertThat(cells[5].strip()).as(line).endsWith(".");
                explained.add(
                        "%s: %s: %s: %s"
                                .formatted(
                                        cells[1].strip().replace("`", ""),
                                        cells[2].strip(),
                                        cells[3].strip(),
                                        cells[4].strip()));
            }
        }
        return explained;
    }

    @Test
    void atLeastNinetyEightOfAHundredVerdictsAgree() {
        assertThat(share(PAIRS)).isGreaterThanOrEqualTo(0.98);
        assertThat(PAIRS).filteredOn(Pair::bothFail).hasSizeGreaterThan(150);
    }

    /// Run with `-Dxenlix.write-docs=true` to write the figures anew.
    @Test
    void thePageShowsTheFigures() throws IOException {
        String text = Files.readString(PAGE);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        String current = text.substring(0, from) + figures() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("xenlix.write-docs")) {
            Files.writeString(PAGE, current);
        }
        assertThat(PAGE).content().isEqualTo(current);
    }

    private static String figures() {
        StringBuilder text = new StringBuilder();
        List<Pair> aimed = PAIRS.stream().filter(Pair::isAimed).toList();
        List<Pair> failing =
                PAIRS.stream()
                        .filter(pair -> pair.bothFail() || !pair.agrees())
                        .filter(pair -> pair.isAimed() || !LACKED.contains(pair.audit.id()))
                        .toList();
        text.append("\n%s: %,d pages.\n\n".formatted(LighthouseCase.versions(), CASES.size()));
        text.append("| verdicts | pairs | agree | share |\n|---|---|---|---|\n");
        text.append(row("all", PAIRS)).append(row("of the audit that the page is about", aimed));
        text.append(row("with a failure of one or both, but for what most pages lack", failing));
        text.append(
                "\n| audit | checks here | both fail | none fails | Lighthouse alone fails"
                        + " | we alone fail | about it: agree |\n|---|---|---|---|---|---|---|\n");
        for (LighthouseAudit audit : LighthouseAudit.ALL) {
            List<Pair> own = PAIRS.stream().filter(pair -> pair.audit == audit).toList();
            List<Pair> about = own.stream().filter(Pair::isAimed).toList();
            text.append(
                    "| `%s` | %s | %d | %d | %d | %d | %d of %d |\n"
                            .formatted(
                                    audit.id(),
                                    audit.checks(),
                                    count(own, Pair::bothFail),
                                    count(own, pair -> pair.agrees() && !pair.bothFail()),
                                    count(own, pair -> alone(pair, pair.theirs)),
                                    count(own, pair -> alone(pair, pair.ours)),
                                    count(about, Pair::agrees),
                                    about.size()));
        }
        return text.append('\n').toString();
    }

    private static boolean alone(Pair pair, String verdict) {
        return !pair.agrees() && verdict.equals("fail");
    }

    private static String row(String name, List<Pair> pairs) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %.1f %% |\n",
                name,
                pairs.size(),
                count(pairs, Pair::agrees),
                100 * share(pairs));
    }

    private static double share(List<Pair> pairs) {
        return (double) count(pairs, Pair::agrees) / pairs.size();
    }

    private static long count(List<Pair> pairs, Predicate<Pair> which) {
        return pairs.stream().filter(which).count();
    }
}
