package com.xenlixai.scan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `kill -9` between any two effects: another process takes over, nothing is lost, and what is
/// there twice is there under one id. Each kill mostly waits for its group to notice, so several run
/// side by side.
@Execution(ExecutionMode.CONCURRENT)
class KillIT {

    private static final int RECORDS = 30;
    private static final int HITS = Integer.getInteger("xenlix.test.hits", 1);
    private static final int HALTED = 137;

    private static Process child(String broker, String name, Failpoints.Point point, int hit)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dxenlix.failpoint=" + point + ":" + hit,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledStage.class.getName(),
                        broker,
                        name)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(Path.of("target", name + ".log").toFile()))
                .start();
    }

    /// Each point at its first hit, or, in the long form, at each of its first hits.
    static Stream<Arguments> points() {
        return Stream.of(Failpoints.Point.values())
                .filter(point -> point != Failpoints.Point.NONE)
                .flatMap(
                        point ->
                                IntStream.rangeClosed(1, HITS)
                                        .mapToObj(hit -> Arguments.of(point, hit)));
    }

    @ParameterizedTest
    @MethodSource("points")
    void killedAtAnyPointNothingIsLostAndNothingShowsTwice(Failpoints.Point point, int hit)
            throws Exception {
        String broker = TestKafka.shared().bootstrapServers();
        String name =
                "kill"
                        + point.name().toLowerCase(Locale.ROOT).replace("_", "")
                        + (char) ('a' + hit - 1);
        try (StageHarness stage = new StageHarness(broker, name)) {
            List<String> scans =
                    Stream.iterate(0, i -> i + 1)
                            .limit(RECORDS)
                            .map(
                                    i ->
                                            name
                                                    + (i % 3 == 0
                                                            ? "-bug-"
                                                            : i % 3 == 1 ? "-later-" : "-ok-")
                                                    + i)
                            .toList();
            for (String scan : scans) {
                stage.scan(scan.contains("-ok-") ? Lane.INTERACTIVE : Lane.BATCH, scan);
            }
            stage.flush();
            Process child = child(broker, name, point, hit);
            assertThat(child.waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(HALTED);

            stage.start(KilledStage::work, KilledStage.SETTINGS);
            Set<String> settled = new HashSet<>();
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                settled.addAll(settled(stage, name));
                                return settled.size() == RECORDS && stage.lag() == 0;
                            });
            assertEachOutcomeIsThereUnderOneId(stage, scans);
        }
    }

    private static Set<String> settled(StageHarness stage, String name) {
        return stage.statuses().stream()
                .filter(event -> event.getScanId().startsWith(name + "-"))
                .filter(event -> isEnd(event.getKind()))
                .map(StatusEvent::getScanId)
                .collect(Collectors.toSet());
    }

    private static boolean isEnd(StatusKind kind) {
        return kind == StatusKind.STAGE_FINISHED || kind == StatusKind.STAGE_FAILED;
    }

    private static void assertEachOutcomeIsThereUnderOneId(StageHarness stage, List<String> scans) {
        List<StatusEvent> events = stage.statuses();
        List<ConsumerRecord<byte[], byte[]>> outputs = stage.all(Topics.SCAN_REPORTS.name());
        Set<String> buried =
                stage.deadLetters().stream()
                        .map(letter -> StageHarness.header(letter, EventHeaders.SUBJECT))
                        .collect(Collectors.toSet());
        for (String scan : scans) {
            boolean bug = scan.contains("-bug-");
            assertThat(
                            events.stream()
                                    .filter(event -> event.getScanId().equals(scan))
                                    .filter(event -> isEnd(event.getKind()))
                                    .map(event -> event.getKind() + " " + event.getEventId())
                                    .distinct())
                    .as(scan)
                    .hasSize(1)
                    .allMatch(end -> end.startsWith(bug ? "STAGE_FAILED" : "STAGE_FINISHED"));
            assertThat(
                            outputs.stream()
                                    .filter(r -> StageHarness.text(r.key()).equals(scan))
                                    .map(r -> StageHarness.header(r, EventHeaders.ID))
                                    .distinct())
                    .as(scan)
                    .hasSize(bug ? 0 : 1);
            assertThat(buried.contains(scan)).as(scan).isEqualTo(bug);
        }
    }
}
