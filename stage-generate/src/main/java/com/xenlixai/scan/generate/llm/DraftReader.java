package com.xenlixai.scan.generate.llm;

import com.xenlixai.scan.generate.insight.Draft;
import com.xenlixai.scan.generate.insight.Draft.Advice;
import com.xenlixai.scan.generate.insight.Draft.Pair;
import com.xenlixai.scan.generate.insight.Draft.Proof;
import com.xenlixai.scan.generate.insight.Draft.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a draft from what a model said. The schema is held to here again, since not every server
/// does: each property there and of its type, none besides.
final class DraftReader {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_ITEMS = 50;

    /// The text is no draft.
    private static final class NotADraft extends Exception {
        private static final long serialVersionUID = 1L;

        NotADraft() {
            super(null, null, false, false);
        }
    }

    private DraftReader() {}

    /// The draft in an answer, fences and prose around it ignored; empty when there is none.
    static Optional<Draft> read(String content) {
        int from = content.indexOf('{');
        int to = content.lastIndexOf('}');
        if (from < 0 || to < from) {
            return Optional.empty();
        }
        try {
            return Optional.of(draft(JSON.readTree(content.substring(from, to + 1))));
        } catch (JacksonException | NotADraft e) {
            return Optional.empty();
        }
    }

    private static Draft draft(JsonNode node) throws NotADraft {
        only(node, Set.of("summary", "title", "description", "recommendations", "faq"));
        JsonNode summary = node.path("summary");
        only(summary, Set.of("text", "quotes"));
        var advice = new ArrayList<Advice>();
        for (JsonNode item : items(node, "recommendations")) {
            advice.add(advice(item));
        }
        var faq = new ArrayList<Pair>();
        for (JsonNode item : items(node, "faq")) {
            only(item, Set.of("question", "answer", "quotes"));
            faq.add(new Pair(text(item, "question"), text(item, "answer"), texts(item, "quotes")));
        }
        return new Draft(
                new Summary(text(summary, "text"), texts(summary, "quotes")),
                textOrNull(node, "title"),
                textOrNull(node, "description"),
                advice,
                faq);
    }

    private static Advice advice(JsonNode node) throws NotADraft {
        only(node, Set.of("checkId", "title", "why", "evidence"));
        var evidence = new ArrayList<Proof>();
        for (JsonNode item : items(node, "evidence")) {
            only(item, Set.of("kind", "quote", "checkId"));
            evidence.add(
                    new Proof(
                            kind(text(item, "kind")),
                            text(item, "quote"),
                            textOrNull(item, "checkId")));
        }
        return new Advice(
                textOrNull(node, "checkId"), text(node, "title"), text(node, "why"), evidence);
    }

    private static Proof.Kind kind(String name) throws NotADraft {
        for (Proof.Kind kind : Proof.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw new NotADraft();
    }

    private static void only(JsonNode node, Set<String> properties) throws NotADraft {
        if (!node.isObject() || !Set.copyOf(node.propertyNames()).equals(properties)) {
            throw new NotADraft();
        }
    }

    private static JsonNode items(JsonNode node, String property) throws NotADraft {
        JsonNode items = node.path(property);
        if (!items.isArray() || items.size() > MOST_ITEMS) {
            throw new NotADraft();
        }
        return items;
    }

    private static List<String> texts(JsonNode node, String property) throws NotADraft {
        var texts = new ArrayList<String>();
        for (JsonNode item : items(node, property)) {
            if (!item.isString()) {
                throw new NotADraft();
            }
            texts.add(item.asString());
        }
        return texts;
    }

    private static String text(JsonNode node, String property) throws NotADraft {
        JsonNode value = node.path(property);
        if (!value.isString()) {
            throw new NotADraft();
        }
        return value.asString();
    }

    private static @Nullable String textOrNull(JsonNode node, String property) throws NotADraft {
        return node.path(property).isNull() ? null : text(node, property);
    }
}
