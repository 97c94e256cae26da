package com.xenlixai.scan.analyze.structured;

import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.structured.Thing.Nested;
import com.xenlixai.scan.analyze.structured.Thing.Plain;
import com.xenlixai.scan.analyze.structured.Thing.Reference;
import com.xenlixai.scan.analyze.structured.Thing.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that a page says in structured data.
public final class StructuredData {

    public static final StructuredData NONE = new StructuredData(List.of(), List.of());

    private static final Set<String> ARTICLES =
            Set.of(
                    "Article",
                    "NewsArticle",
                    "BlogPosting",
                    "TechArticle",
                    "Report",
                    "ScholarlyArticle",
                    "OpinionNewsArticle",
                    "AnalysisNewsArticle",
                    "ReportageNewsArticle",
                    "SocialMediaPosting",
                    "LiveBlogPosting");

    private final List<Block> blocks;
    private final List<Thing> things;
    private final List<Thing> articles;
    private final Map<String, Thing> byId = new HashMap<>();

    StructuredData(List<Block> blocks, List<Thing> things) {
        this.blocks = List.copyOf(blocks);
        this.things = List.copyOf(things);
        List<Thing> found = new ArrayList<>(this.things);
        found.removeIf(thing -> !isArticle(thing));
        this.articles = List.copyOf(found);
        for (Thing thing : this.things) {
            if (!thing.id().isEmpty() && !thing.types().isEmpty()) {
                byId.putIfAbsent(thing.id(), thing);
            }
        }
    }

    /// One JSON-LD script.
    ///
    /// @param number from 1
    /// @param error why it does not parse, or empty
    /// @param errorSpot where; the script itself when it parses
    /// @param around the source around the error
    /// @param repeated names that one object has twice
    /// @param vocabulary whether its context names schema.org
    public record Block(
            int number,
            String error,
            Spot spot,
            Spot errorSpot,
            String around,
            List<String> repeated,
            boolean vocabulary) {}

    /// The JSON-LD scripts in source order.
    public List<Block> blocks() {
        return blocks;
    }

    /// All things with a type, nested ones too, in source order.
    public List<Thing> things() {
        return things;
    }

    public boolean isEmpty() {
        return things.isEmpty() && blocks.isEmpty();
    }

    public List<Thing> of(String type) {
        List<Thing> found = new ArrayList<>();
        for (Thing thing : things) {
            if (thing.is(type)) {
                found.add(thing);
            }
        }
        return found;
    }

    public boolean has(String type) {
        for (Thing thing : things) {
            if (thing.is(type)) {
                return true;
            }
        }
        return false;
    }

    /// Things that are articles of any kind.
    public List<Thing> articles() {
        return articles;
    }

    private static boolean isArticle(Thing thing) {
        for (String type : thing.types()) {
            if (ARTICLES.contains(type)) {
                return true;
            }
        }
        return false;
    }

    /// The things that a property holds, references resolved.
    public List<Thing> things(Thing thing, String property) {
        List<Thing> found = new ArrayList<>();
        for (Value value : thing.values(property)) {
            switch (value) {
                case Nested(Thing nested) -> found.add(nested);
                case Reference(String id) -> {
                    Thing referred = byId.get(id);
                    if (referred != null) {
                        found.add(referred);
                    }
                }
                case Plain _ -> {}
            }
        }
        return found;
    }

    /// Whether a property has any value that says something: text, a thing, or a reference (one to
    /// another page counts, since it can be resolved there).
    public boolean has(Thing thing, String property) {
        for (Value value : thing.values(property)) {
            boolean says =
                    switch (value) {
                        case Plain(String text, Spot _) -> !text.isBlank();
                        case Nested _, Reference _ -> true;
                    };
            if (says) {
                return true;
            }
        }
        return false;
    }

    /// The name of what a property holds: its text, or the name of the thing.
    public String nameOf(Thing thing, String property) {
        String text = thing.text(property);
        if (!text.isEmpty()) {
            return text;
        }
        for (Thing held : things(thing, property)) {
            String name = held.text("name");
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }
}
