package com.xenlixai.scan.local.embedded;

import org.testcontainers.kafka.KafkaContainer;

/// The one place where tests choose their broker: `XENLIX_TEST_KAFKA` (bootstrap servers of a
/// running one), else a container where Docker answers, else the embedded broker.
public final class TestKafka implements AutoCloseable {

    private static final String IMAGE = "apache/kafka:4.2.1";

    private final String bootstrapServers;
    private final Runnable stop;

    private TestKafka(String bootstrapServers, Runnable stop) {
        this.bootstrapServers = bootstrapServers;
        this.stop = stop;
    }

    /// The broker that all tests of this JVM share. Its topics are shared too, so tests use
    /// their own keys or groups, or take a {@link #fresh()} one.
    public static TestKafka shared() {
        return Shared.BROKER;
    }

    /// A broker of the caller's own, empty; the caller closes it.
    public static TestKafka fresh() {
        if (Docker.isAvailable()) {
            var container = new KafkaContainer(IMAGE);
            container.start();
            return new TestKafka(container.getBootstrapServers(), container::stop);
        }
        EmbeddedKafka embedded = EmbeddedKafka.start();
        return new TestKafka(embedded.bootstrapServers(), embedded::close);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        stop.run();
    }

    private static final class Shared {
        private static final TestKafka BROKER = open();

        private static TestKafka open() {
            String running = System.getenv("XENLIX_TEST_KAFKA");
            if (running != null) {
                return new TestKafka(running, () -> {});
            }
            return SharedByTests.untilTheEnd(fresh());
        }
    }
}
