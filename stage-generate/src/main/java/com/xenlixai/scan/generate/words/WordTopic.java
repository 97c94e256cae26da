package com.xenlixai.scan.generate.words;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.WordFrequencies;
import com.xenlixai.scan.runtime.SharedTopic;
import com.xenlixai.scan.runtime.SharedTopics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The vocabulary of all instances, by way of `scan-words`.
public final class WordTopic implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WordTopic.class);

    /// Without a broker there is no work either; this is for a broker that is slow.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vocabulary vocabulary;
    private final SharedTopic<WordFrequencies> topic;

    public WordTopic(SharedTopics topics) {
        vocabulary = new Vocabulary(WordTables.bundled(), this::publish, this::awaitRead);
        topic = topics.open(Topics.SCAN_WORDS, WordFrequencies.class, vocabulary::accept);
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /// What is lost on the way is learnt again.
    private void publish(WordFrequencies edition) {
        var _ =
                topic.write(edition.getLanguage(), edition)
                        .whenComplete(
                                (_, failure) -> {
                                    if (failure == null) {
                                        log.info(
                                                "learnt the words of {} texts in {}, edition {}",
                                                edition.getDocuments(),
                                                edition.getLanguage(),
                                                edition.getEdition());
                                    } else {
                                        log.warn("words not published: {}", failure.toString());
                                    }
                                });
    }

    private void awaitRead() throws InterruptedException {
        if (!topic.awaitRead(PATIENCE)) {
            log.warn("scan-words not read to its end yet, starting with what the release brought");
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
