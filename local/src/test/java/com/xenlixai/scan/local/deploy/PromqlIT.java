package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromqlIT {

    @Test
    void queriesOfDashboardsAndRunbooksAreValid(@TempDir Path folder) throws IOException {
        check(folder, Promql.all().values()).mustSucceed();
    }

    @Test
    void aQueryThatIsNotPromqlIsNoticed(@TempDir Path folder) throws IOException {
        Tool.Result result = check(folder, List.of("sum by (rate(x[5m]))"));
        assertThat(result.exit()).isNotZero();
    }

    private static Tool.Result check(Path folder, Collection<String> queries) throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
        int number = 0;
        for (String query : queries) {
            rules.append("      - record: query:")
                    .append(number++)
                    .append("\n        expr: |\n          ")
                    .append(Promql.substituted(query).replace("\n", "\n          "))
                    .append('\n');
        }
        Files.writeString(folder.resolve("queries.yml"), rules);
        return Tool.PROMTOOL.run(folder, "check", "rules", "queries.yml");
    }
}
