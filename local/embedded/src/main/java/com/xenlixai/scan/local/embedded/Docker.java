package com.xenlixai.scan.local.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/// Whether containers can be had here. Asked once; `XENLIX_TEST_CONTAINERS=off` forbids them.
final class Docker {

    private static final boolean AVAILABLE = ask();

    private Docker() {}

    static boolean isAvailable() {
        return AVAILABLE;
    }

    private static boolean ask() {
        if ("off".equals(System.getenv("XENLIX_TEST_CONTAINERS"))) {
            return false;
        }
        // Without a socket or a host the library would search for seconds and log at length.
        boolean reachable =
                System.getenv("DOCKER_HOST") != null
                        || Files.exists(Path.of("/var/run/docker.sock"));
        return reachable && DockerClientFactory.instance().isDockerAvailable();
    }
}
