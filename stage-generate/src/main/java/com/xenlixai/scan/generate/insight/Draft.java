package com.xenlixai.scan.generate.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Advice that a model wrote, before anything of it is believed.
///
/// @param summary with the quotes that it rests on
/// @param title null when the present one is fine
/// @param description null when the present one is fine
/// @param advice best first
/// @param faq pairs that the page is said to answer
public record Draft(
        Summary summary,
        @Nullable String title,
        @Nullable String description,
        List<Advice> advice,
        List<Pair> faq) {

    public Draft {
        advice = List.copyOf(advice);
        faq = List.copyOf(faq);
    }

    /// @param text what is said
    /// @param quotes page text that it rests on
    public record Summary(String text, List<String> quotes) {
        public Summary {
            quotes = List.copyOf(quotes);
        }
    }

    /// @param checkId the check that it comes from, null for advice of the model's own
    /// @param title what to do
    /// @param why why it matters
    /// @param evidence what it rests on
    public record Advice(@Nullable String checkId, String title, String why, List<Proof> evidence) {
        public Advice {
            evidence = List.copyOf(evidence);
        }
    }

    /// What an advice rests on.
    ///
    /// @param kind decides how it is checked
    /// @param quote text of the page, or the audit's value; not looked at for an absence
    /// @param checkId the check that measured or missed it, null for a quote from the text
    public record Proof(Kind kind, String quote, @Nullable String checkId) {

        /// A quote from the page, a value of the audit, or something that the audit misses.
        public enum Kind {
            TEXT,
            METRIC,
            ABSENCE
        }
    }

    /// @param question as a reader would ask
    /// @param answer as the page answers
    /// @param quotes page text that the answer rests on
    public record Pair(String question, String answer, List<String> quotes) {
        public Pair {
            quotes = List.copyOf(quotes);
        }
    }
}
