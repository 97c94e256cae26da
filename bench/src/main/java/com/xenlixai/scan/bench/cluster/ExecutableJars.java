package com.xenlixai.scan.bench.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the build left the services' executable jars.
final class ExecutableJars {

    private static final String ROOT_PROPERTY = "xenlix.root";

    private final Path root;

    private ExecutableJars(Path root) {
        this.root = root;
    }

    /// Looks from the system property `xenlix.root`, else from the working folder upwards.
    static ExecutableJars find() {
        String configured = System.getProperty(ROOT_PROPERTY);
        Path start = Path.of(configured == null ? "" : configured).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("stage-runtime"))
                    && Files.isDirectory(folder.resolve("gateway"))) {
                return new ExecutableJars(folder);
            }
        }
        throw new IllegalStateException(
                "no checkout of the project above " + start + "; set -D" + ROOT_PROPERTY);
    }

    Path of(Service service) {
        Path target = root.resolve(service.module()).resolve("target");
        return newest(target)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no executable jar in "
                                                + target
                                                + "; build it with: mvn -DskipTests package"));
    }

    private static Optional<Path> newest(Path target) {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
