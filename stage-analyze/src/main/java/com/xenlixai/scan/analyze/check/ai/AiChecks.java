package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class AiChecks {

    private AiChecks() {}

    public static List<Check> all() {
        return List.of(
                new SearchBots(),
                new UserFetchers(),
                new TrainingPolicy(),
                new PolicyCoherent(),
                new SnippetAllowed(),
                new WithoutScripts(),
                new MainContent(),
                new AuthorNamed(),
                new DatesStated(),
                new AnswerFirst(),
                new QuestionHeadings(),
                new ListsAndTables(),
                new Citations(),
                new EntityKnown(),
                new LlmsTxt(),
                new TokenWeight(),
                new HiddenPrompt());
    }
}
