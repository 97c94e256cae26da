package com.xenlixai.scan.analyze.check;

import com.xenlixai.scan.analyze.robots.RobotsTxt;
import com.xenlixai.scan.contract.event.OriginFacts;
import org.jspecify.annotations.Nullable;

/// What is known of the page's origin.
///
/// @param facts as fetched
/// @param robots the file read, or null when there is none to read
public record Origin(OriginFacts facts, @Nullable RobotsTxt robots) {

    public static Origin of(OriginFacts facts) {
        String body = facts.getRobotsBody();
        boolean readable =
                body != null && facts.getRobotsStatus() >= 200 && facts.getRobotsStatus() <= 299;
        return new Origin(facts, readable && body != null ? RobotsTxt.parse(body) : null);
    }

    /// Whether there is no robots.txt, so that everything is allowed (RFC 9309 section 2.3.1.3).
    public boolean hasNoRobots() {
        int status = facts.getRobotsStatus();
        return status >= 400 && status <= 499 && status != 429;
    }

    /// Whether robots.txt could not be had, so that everything counts as disallowed.
    public boolean robotsUnreachable() {
        int status = facts.getRobotsStatus();
        return status >= 500 || status == 429 || status == 0 && facts.getRobotsError() != null;
    }
}
