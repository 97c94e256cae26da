package com.xenlixai.scan.crawl.robots;

import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.crawl.fetch.Fetched;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of an origin: the facts that travel with its pages, and the rules in them.
///
/// @param unreachable why robots.txt could not be had; everything is disallowed then
public record Origin(OriginFacts facts, RobotsRules rules, @Nullable Unreachable unreachable) {

    /// robots.txt could not be had, which is not the same as that there is none.
    ///
    /// @param status 429 or 5xx, or 0 when there was no answer
    /// @param failure why there was no answer, or null
    public record Unreachable(int status, Fetched.@Nullable Failed failure) {}

    /// What robots.txt says of a URL of this origin.
    public RobotsDecision decide(ScanUrl url) {
        if (unreachable != null) {
            return new RobotsDecision(false, null, 0, "unreachable");
        }
        return facts.getRobotsBody() == null
                ? new RobotsDecision(true, null, 0, "no-robots")
                : rules.decide(url);
    }

    /// Why robots.txt could not be had; empty when it could.
    public Optional<Unreachable> whyUnreachable() {
        return Optional.ofNullable(unreachable);
    }
}
