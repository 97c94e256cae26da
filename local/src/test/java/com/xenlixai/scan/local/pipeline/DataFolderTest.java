package com.xenlixai.scan.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {

    private static final Path HOME = Path.of("/home/ines");

    @Test
    void theFolderIsTheNamedOneElseInTheUsersDataDirectory() {
        assertThat(DataFolder.usual(Map.of("XENLIX_DATA", "/srv/scans"), HOME))
                .isEqualTo(Path.of("/srv/scans"));
        assertThat(DataFolder.usual(Map.of("XDG_DATA_HOME", "/data"), HOME))
                .isEqualTo(Path.of("/data/xenlix"));
        assertThat(DataFolder.usual(Map.of(), HOME))
                .isEqualTo(Path.of("/home/ines/.local/share/xenlix"));
    }

    @Test
    void allowedPortsAddToTheUsualOnesAndNothingIsSetWithoutPermission() {
        assertThat(options(List.of(), List.of()).openings()).isEmpty();
        assertThat(options(List.of("127.0.0.0/8", "10.0.0.0/8"), List.of(3000, 443)).openings())
                .containsEntry("xenlix.crawl.allow-networks", "127.0.0.0/8,10.0.0.0/8")
                .containsEntry("xenlix.crawl.allow-ports", "80,443,8080,8443,3000");
    }

    private static PipelineOptions options(List<String> networks, List<Integer> ports) {
        return new PipelineOptions(HOME, 0, networks, ports, Map.of());
    }
}
