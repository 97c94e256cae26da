package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.language.Language;
import java.util.List;

/// All that advice may be drawn from.
///
/// @param url the URL that answered
/// @param page what the page is
/// @param signals where it names its subject
/// @param audit the verdicts
/// @param content its text
/// @param language of its main text, or {@link Language#UNKNOWN}
/// @param keyphrases best first; empty when they were not wanted
public record Subject(
        String url,
        PageSummary page,
        TopicSignals signals,
        Audit audit,
        MainContent content,
        Language language,
        List<Keyphrase> keyphrases) {

    public Subject {
        keyphrases = List.copyOf(keyphrases);
    }
}
