package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.FaqEntry;
import com.xenlixai.scan.contract.event.Keyphrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Drafts JSON-LD for a page that has none of its kind. Every leaf is a text or an address of the
/// page, apart from schema.org's own names.
final class StructuredDataDraft {

    private static final Set<String> ARTICLES =
            Set.of(
                    "Article",
                    "NewsArticle",
                    "BlogPosting",
                    "TechArticle",
                    "ScholarlyArticle",
                    "Report");
    private static final int ARTICLE_LENGTH = 1_200;
    private static final double ARTICLE_CONFIDENCE = 0.6;
    private static final int KEYWORDS = 5;

    private final JsonMapper mapper = JsonMapper.shared();

    /// The draft as a JSON document that can stand in a script element, empty when the page already
    /// says as much or gives no name.
    Optional<String> of(
            Subject subject, List<FaqEntry> faq, Optional<String> suggestedDescription) {
        Set<String> present = Set.copyOf(subject.page().getStructuredDataTypes());
        String type = type(subject, faq);
        boolean covered =
                present.contains(type)
                        || type.equals("Article") && present.stream().anyMatch(ARTICLES::contains)
                        || type.equals("WebPage") && !present.isEmpty();
        String name = name(subject);
        if (covered || name.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode draft = mapper.createObjectNode();
        draft.put("@context", "https://schema.org");
        draft.put("@type", type);
        draft.put(type.equals("Article") ? "headline" : "name", name);
        put(draft, "description", description(subject, suggestedDescription));
        draft.put("url", Optional.ofNullable(subject.page().getCanonical()).orElse(subject.url()));
        put(draft, "inLanguage", Headlines.text(subject.page().getLang()));
        put(draft, "image", Headlines.text(subject.page().getOpenGraph().get("og:image")));
        putPublisher(draft, Headlines.text(subject.page().getOpenGraph().get("og:site_name")));
        putKeywords(draft, subject.keyphrases());
        if (type.equals("FAQPage")) {
            putQuestions(draft, faq);
        }
        // A closing tag inside a string would end the script element that the draft is put in.
        return Optional.of(draft.toString().replace("<", "\\u003c"));
    }

    private static String type(Subject subject, List<FaqEntry> faq) {
        if (faq.size() >= 2) {
            return "FAQPage";
        }
        boolean article =
                subject.content().confidence() >= ARTICLE_CONFIDENCE
                        && subject.content().length() >= ARTICLE_LENGTH;
        return article ? "Article" : "WebPage";
    }

    private static String name(Subject subject) {
        return subject.signals().getH1().stream()
                .map(Headlines::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> Headlines.text(subject.page().getTitle()));
    }

    private static String description(Subject subject, Optional<String> suggested) {
        String present = Headlines.text(subject.page().getDescription());
        return present.isEmpty() ? suggested.orElse("") : present;
    }

    private static void put(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }

    private static void putPublisher(ObjectNode draft, String site) {
        if (!site.isEmpty()) {
            draft.putObject("publisher").put("@type", "Organization").put("name", site);
        }
    }

    private static void putKeywords(ObjectNode draft, List<Keyphrase> keyphrases) {
        if (!keyphrases.isEmpty()) {
            ArrayNode keywords = draft.putArray("keywords");
            keyphrases.stream().limit(KEYWORDS).map(Keyphrase::getPhrase).forEach(keywords::add);
        }
    }

    private static void putQuestions(ObjectNode draft, List<FaqEntry> faq) {
        ArrayNode questions = draft.putArray("mainEntity");
        for (FaqEntry entry : faq) {
            ObjectNode question = questions.addObject();
            question.put("@type", "Question").put("name", entry.getQuestion());
            question.putObject("acceptedAnswer")
                    .put("@type", "Answer")
                    .put("text", entry.getAnswer());
        }
    }
}
