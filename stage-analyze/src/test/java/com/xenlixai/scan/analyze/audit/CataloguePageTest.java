package com.xenlixai.scan.analyze.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CataloguePageTest {

    private static final Path PAGE = Path.of("../docs/checks.md");

    /// Run with `-Dxenlix.write-docs=true` to write the page anew.
    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        String current = CataloguePage.markdown();
        if (Boolean.getBoolean("xenlix.write-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, current);
        }
        assertThat(PAGE).content().isEqualTo(current);
    }
}
