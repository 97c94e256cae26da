package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.embed.TextEncoder;
import com.xenlixai.scan.generate.language.Language;
import java.util.List;

/// The hybrid's best phrases, ranked by how near they are to the text in meaning as well. A model
/// sees some eighty phrases a page and not thousands, which is what makes it affordable.
public final class EmbeddedKeyphrases implements KeyphraseEngine {

    private final HybridKeyphrases hybrid;
    private final TextEncoder encoder;

    EmbeddedKeyphrases(PhraseRanking ranking, TextEncoder encoder) {
        this.encoder = encoder;
        this.hybrid = new HybridKeyphrases(new EmbeddedRanking(ranking, encoder)::rank);
    }

    @Override
    public String version(Language language, DocumentFrequencies frequencies) {
        return hybrid.version(language, frequencies) + "+embed-" + encoder.fingerprint();
    }

    @Override
    public boolean hasModel() {
        return true;
    }

    @Override
    public List<Keyphrase> extract(
            MainContent content,
            TopicSignals signals,
            Language language,
            DocumentFrequencies frequencies) {
        return hybrid.extract(content, signals, language, frequencies);
    }
}
