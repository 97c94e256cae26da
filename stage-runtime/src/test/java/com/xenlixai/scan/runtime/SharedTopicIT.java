package com.xenlixai.scan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.WordFrequencies;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SharedTopicIT {

    private final KafkaSettings kafka =
            new KafkaSettings(TestKafka.shared().bootstrapServers(), 3, (short) 1);
    private final SharedTopics topics = new SharedTopics(kafka, "stage-test");

    private SharedTopic<WordFrequencies> open(List<WordFrequencies> heard) {
        return topics.open(Topics.SCAN_WORDS, WordFrequencies.class, heard::add);
    }

    @Test
    void whatOneInstanceWritesAllReadAndThoseThatStartLaterToo() throws Exception {
        var clients = new Clients(kafka, "stage-test");
        try (var admin = clients.admin()) {
            new TopicCreation(admin, kafka).untilDone();
        }
        var event = new WordFrequencies("qq", 1, 500L, Map.of("tea", 20L));
        List<WordFrequencies> atA = new CopyOnWriteArrayList<>();
        List<WordFrequencies> atB = new CopyOnWriteArrayList<>();
        List<WordFrequencies> later = new CopyOnWriteArrayList<>();
        try (var a = open(atA);
                var b = open(atB)) {
            assertThat(a.awaitRead(Duration.ofSeconds(60))).isTrue();
            assertThat(b.awaitRead(Duration.ofSeconds(60))).isTrue();
            a.write("qq", event).get(60, TimeUnit.SECONDS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> {
                                assertThat(atA).contains(event);
                                assertThat(atB).contains(event);
                            });
        }
        try (var c = open(later)) {
            assertThat(c.awaitRead(Duration.ofSeconds(60))).isTrue();
            assertThat(later).contains(event);
        }
    }
}
