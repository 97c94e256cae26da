package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.language.Language;
import java.util.List;

/// Finds the phrases that name a page's subject. Thread-safe.
public interface KeyphraseEngine {

    /// Changes whenever the same page may give other phrases.
    String version(Language language, DocumentFrequencies frequencies);

    /// Whether a page costs so much that phrases are worth sharing between instances.
    default boolean hasModel() {
        return false;
    }

    /// The page's phrases, best first; empty when it has none. Each is printed on the page.
    List<Keyphrase> extract(
            MainContent content,
            TopicSignals signals,
            Language language,
            DocumentFrequencies frequencies);
}
