package com.xenlixai.scan.analyze.robots;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The agents that a page's owner decides about in robots.txt, with what each fetches for. Checked
/// against the vendors' own documentation on 2026-11-24.
public final class Agents {

    private Agents() {}

    /// What an agent fetches for.
    public enum Kind {
        SEARCH,
        USER,
        TRAINING,
        ARCHIVE,
        DEPRECATED;

        private final String label = name().toLowerCase(Locale.ROOT);

        /// As reports spell it.
        public String label() {
            return label;
        }
    }

    /// An agent.
    ///
    /// @param token its product token
    /// @param scored whether a check counts it
    /// @param note what is special about it, or empty
    public record Agent(String token, Kind kind, boolean scored, String note) {}

    public static final List<Agent> ALL =
            Stream.of(
                            search("OAI-SearchBot", true, "ChatGPT search"),
                            search("Claude-SearchBot", true, ""),
                            search("PerplexityBot", true, ""),
                            search("Googlebot", true, "also AI Overviews and AI Mode"),
                            search("Bingbot", true, "also Copilot"),
                            search("Applebot", true, ""),
                            search("DuckAssistBot", true, ""),
                            search("YouBot", false, ""),
                            search("Amzn-SearchBot", false, ""),
                            search("meta-webindexer", false, ""),
                            user("ChatGPT-User", true, "robots.txt may not apply"),
                            user("Claude-User", true, ""),
                            user("Perplexity-User", true, "generally ignores robots.txt"),
                            user("MistralAI-User", true, ""),
                            user("Meta-ExternalFetcher", true, "may ignore robots.txt"),
                            user("Amzn-User", false, ""),
                            user("Google-Agent", false, ""),
                            training("GPTBot", ""),
                            training("ClaudeBot", ""),
                            training("Google-Extended", "no effect on Search or AI Overviews"),
                            training("Applebot-Extended", ""),
                            training("Meta-ExternalAgent", ""),
                            training("Amazonbot", ""),
                            training("Bytespider", "reported not to obey"),
                            training("cohere-training-data-crawler", ""),
                            training("AI2Bot", ""),
                            training("Diffbot", ""),
                            archive("CCBot", "feeds every pipeline built on Common Crawl"),
                            archive("archive.org_bot", ""),
                            archive("ia_archiver", ""),
                            deprecated("anthropic-ai"),
                            deprecated("Claude-Web"),
                            deprecated("FacebookBot"))
                    .toList();

    private static Agent search(String token, boolean scored, String note) {
        return new Agent(token, Kind.SEARCH, scored, note);
    }

    private static Agent user(String token, boolean scored, String note) {
        return new Agent(token, Kind.USER, scored, note);
    }

    private static Agent training(String token, String note) {
        return new Agent(token, Kind.TRAINING, false, note);
    }

    private static Agent archive(String token, String note) {
        return new Agent(token, Kind.ARCHIVE, false, note);
    }

    private static Agent deprecated(String token) {
        return new Agent(token, Kind.DEPRECATED, false, "no agent of this name exists any more");
    }

    private static final Map<Kind, List<Agent>> SCORED =
            ALL.stream().filter(Agent::scored).collect(Collectors.groupingBy(Agent::kind));

    /// The agents of a kind that checks count.
    public static List<Agent> scored(Kind kind) {
        return SCORED.getOrDefault(kind, List.of());
    }
}
