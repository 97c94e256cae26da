package com.xenlixai.scan.crawl;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.crawl.fetch.Fetched;
import com.xenlixai.scan.crawl.fetch.Problem;
import com.xenlixai.scan.runtime.Failure;
import com.xenlixai.scan.runtime.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a visit ends without a page, in words for whoever ordered the scan.
final class Endings {

    /// A shortage of our own is not over within the moments that a busy server needs.
    private static final Duration FILES_AGAIN = Duration.ofSeconds(10);

    private Endings() {}

    static Outcome rejected(Problem problem) {
        return rejected(problem.cause(), sentence(problem.text()));
    }

    static Outcome rejected(Cause cause, String message) {
        return new Outcome.Rejected(new Failure(cause, message));
    }

    /// @param pause that the server has asked for, if it has
    static Outcome retry(Cause cause, String message, @Nullable Duration pause) {
        return new Outcome.Retry(new Failure(cause, message), pause);
    }

    /// No answer came, or none that is one.
    static Outcome failed(Fetched.Failed failed) {
        String message = sentence(failed.message());
        Problem problem = failed.problem();
        return problem.passing()
                ? retry(problem.cause(), message, problem == Problem.NO_FILES ? FILES_AGAIN : null)
                : rejected(problem.cause(), message);
    }

    static Outcome forbidden(ScanUrl url, RobotsDecision decision) {
        String line = decision.getLine() > 0 ? " (line " + decision.getLine() + ")" : "";
        return rejected(
                Cause.ROBOTS_DISALLOWED,
                "robots.txt of "
                        + url.origin()
                        + " forbids it: \""
                        + decision.getRule()
                        + "\""
                        + line);
    }

    /// What may be fetched is not known, so nothing may (RFC 9309 section 2.3.1.4).
    static Outcome noRobots(ScanUrl url, int status) {
        return retry(
                Cause.ROBOTS_DISALLOWED,
                "robots.txt of "
                        + url.origin()
                        + " cannot be had (status "
                        + status
                        + "), so nothing may be fetched",
                null);
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
