package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Answer;
import com.xenlixai.scan.analyze.check.Phrases;
import java.util.Locale;
import java.util.Set;

/// Tells the answers of bot walls from those of the page itself.
public final class BotWall {

    private static final Set<Integer> STATUSES = Set.of(401, 403, 429, 503);

    private static final Phrases SIGNS =
            Phrases.of(
                    "just a moment...",
                    "attention required! | cloudflare",
                    "cf-chl",
                    "challenge-platform",
                    "captcha",
                    "access denied",
                    "verify you are human",
                    "are you a robot",
                    "px-captcha",
                    "incapsula",
                    "request unsuccessful",
                    "pardon our interruption",
                    "ddos protection",
                    "checking your browser");

    private BotWall() {}

    /// Whether somebody stood between the scanner and the page.
    public static boolean isWall(Answer answer) {
        if (!STATUSES.contains(answer.status())) {
            return false;
        }
        String start = answer.start().toLowerCase(Locale.ROOT);
        return answer.status() == 429 || answer.first("cf-mitigated") != null || SIGNS.in(start);
    }
}
