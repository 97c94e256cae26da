package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Phrases;
import com.xenlixai.scan.analyze.facts.PageFacts;
import java.util.Locale;

/// Words by which error pages and empty searches give themselves away.
final class NotFoundWords {

    private static final Phrases PHRASES =
            Phrases.of(
                    "page not found",
                    "not found",
                    "404 error",
                    "error 404",
                    "404 page",
                    "page doesn't exist",
                    "page does not exist",
                    "nothing found",
                    "seite nicht gefunden",
                    "page introuvable",
                    "página no encontrada",
                    "pagina non trovata",
                    "página não encontrada",
                    "pagina niet gevonden",
                    "strona nie została znaleziona",
                    "страница не найдена",
                    "ページが見つかりません",
                    "页面不存在");

    private static final Phrases EMPTY =
            Phrases.of(
                    "0 results",
                    "no results",
                    "keine ergebnisse",
                    "aucun résultat",
                    "sin resultados",
                    "nessun risultato");

    /// Titles that are about errors rather than errors.
    private static final Phrases ABOUT =
            Phrases.of(
                    "how to",
                    "fix",
                    "what is",
                    "why",
                    "guide",
                    "understanding",
                    "wie ",
                    "best practices",
                    "examples",
                    "design");

    /// A page of so many words has results.
    private static final int MOST_WORDS = 60;

    private NotFoundWords() {}

    static boolean isErrorTitle(String text) {
        String lower = text.toLowerCase(Locale.ROOT).strip();
        if (lower.isEmpty() || lower.length() > 90 || ABOUT.in(lower)) {
            return false;
        }
        return lower.equals("404")
                || lower.startsWith("404 ")
                || lower.startsWith("404:")
                || PHRASES.in(lower);
    }

    static boolean isEmptySearch(String title, PageFacts facts) {
        if (facts.text().mainWords() >= MOST_WORDS) {
            return false;
        }
        String lower = title.toLowerCase(Locale.ROOT);
        return EMPTY.in(lower)
                || facts.headings().stream()
                        .limit(5)
                        .anyMatch(heading -> EMPTY.in(heading.text().toLowerCase(Locale.ROOT)));
    }
}
