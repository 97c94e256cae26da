package com.xenlixai.scan.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportPrinterTest {

    private static final String REPORT =
            """
            {"finalUrl": "https://shop.example/kettle", "http": {"status": 200}, "score": 63.4,
             "categories": [{"id": "meta", "score": 80}, {"id": "security", "score": null}],
             "page": {"title": "Copper kettle", "lang": "en", "wordCount": 412,
                      "headings": [{"level": 1, "text": "Copper kettle"}, {"level": 2, "text": "Care"}]},
             "checks": [
               {"id": "meta.description", "outcome": "fail", "weight": 3, "title": "No description",
                "fix": "Add a description of 70 to 155 characters.",
                "evidence": [{"line": 4, "snippet": "<head>\\n  <title>Copper", "note": "nothing here"}]},
               {"id": "media.alt", "outcome": "warn", "weight": 1, "title": "Two images without text", "evidence": []},
               {"id": "meta.title", "outcome": "pass", "weight": 3, "title": "Title fits"}],
             "keyphrases": [{"phrase": "copper kettle", "score": 1.0}],
             "insights": {"source": "rules", "summary": "A shop page.", "suggestedTitle": null,
                          "recommendations": [{"title": "Write a description", "why": "It is shown.", "impact": "high", "effort": "S"}]},
             "degraded": ["psi"]}
            """;

    @Test
    void theReportStatesVerdictFindingsWithLinesPhrasesAndAdvice() {
        String text = printed(REPORT, false, 100);

        assertThat(text)
                .contains("https://shop.example/kettle")
                .contains("Score 63 of 100   HTTP 200")
                .contains("security")
                .contains("not judged")
                .contains("Findings: 2 of 3 checks")
                .contains("✗ No description")
                .contains("line 4: <head> <title>Copper (nothing here)")
                .contains("→ Add a description")
                .contains("copper kettle 1.00")
                .contains("1. Write a description")
                .contains("Without: psi")
                .doesNotContain("Title fits")
                .doesNotContain("\u001B[");
        assertThat(text.indexOf("No description")).isLessThan(text.indexOf("Two images"));
    }

    @Test
    void onATerminalItIsColouredAndNoLineIsWiderThanTheTerminal() {
        String text = printed(REPORT, true, 60);
        assertThat(text).contains("\u001B[1m");
        assertThat(text.lines().map(line -> line.replaceAll("\u001B\\[[0-9;]*m", "").length()))
                .allMatch(length -> length <= 80);
    }

    @Test
    void aReportThatLacksEverythingIsPrintedAllTheSame() {
        assertThat(printed("{\"score\": null, \"url\": \"http://a.example/\"}", false, 100))
                .contains("none: the page could not be judged");
    }

    private static String printed(String json, boolean terminal, int columns) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new ReportPrinter(new Terminal(stream, stream, terminal, terminal, columns))
                .print(JsonMapper.shared().readTree(json));
        return out.toString(StandardCharsets.UTF_8);
    }
}
