package com.xenlixai.scan.analyze.structured;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.structured.Json.Items;
import com.xenlixai.scan.analyze.structured.Json.Literal;
import com.xenlixai.scan.analyze.structured.Json.Members;
import com.xenlixai.scan.analyze.structured.Json.Text;
import com.xenlixai.scan.analyze.structured.StructuredData.Block;
import com.xenlixai.scan.analyze.structured.Thing.Nested;
import com.xenlixai.scan.analyze.structured.Thing.Plain;
import com.xenlixai.scan.analyze.structured.Thing.Reference;
import com.xenlixai.scan.analyze.structured.Thing.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/// Reads JSON-LD scripts into things. Wrappers that browsers' JSON parsers refuse but that search
/// engines strip (byte order mark, comment and CDATA marks) are passed over.
final class JsonLdReader {

    private static final int MOST_THINGS = 2_000;
    private static final int AROUND = 40;

    private final SourceText source;
    private final List<Block> blocks;
    private final List<Thing> things;
    private final List<String> repeated = new ArrayList<>();
    private boolean vocabulary;
    private Element script = new Element("script");
    private int base;

    JsonLdReader(SourceText source, List<Block> blocks, List<Thing> things) {
        this.source = source;
        this.blocks = blocks;
        this.things = things;
    }

    void read(Element element) {
        script = element;
        String data = element.data();
        base = element.childNodeSize() == 0 ? -1 : source.offsets().start(element.childNode(0));
        repeated.clear();
        vocabulary = false;
        int from = start(data);
        int to = end(data, from);
        if (from >= to) {
            add("the block is empty", 0, data);
            return;
        }
        try {
            root(JsonReader.read(data, from, to));
            add("", 0, data);
        } catch (JsonReader.Broken broken) {
            add(broken.why(), broken.offset, data);
        }
    }

    private void add(String error, int offset, String data) {
        Spot spot = new Spot(source, script);
        boolean broken = !error.isEmpty();
        String around =
                broken
                        ? data.substring(
                                Math.clamp(offset - AROUND, 0, data.length()),
                                Math.clamp(offset + AROUND, 0, data.length()))
                        : "";
        blocks.add(
                new Block(
                        blocks.size() + 1,
                        error,
                        spot,
                        broken && offset > 0 ? at(offset) : spot,
                        around,
                        List.copyOf(repeated),
                        vocabulary));
    }

    private Spot at(int offset) {
        return base < 0 ? new Spot(source, script) : new Spot(source, script, base + offset);
    }

    private static int start(String data) {
        int at = skipBlanks(data, 0);
        if (data.startsWith("\uFEFF", at)) {
            at = skipBlanks(data, at + 1);
        }
        if (data.startsWith("//", at)) {
            at = skipBlanks(data, at + 2);
        } else if (data.startsWith("/*", at)) {
            at = skipBlanks(data, at + 2);
        }
        if (data.startsWith("<!--", at)) {
            at += 4;
        } else if (data.startsWith("<![CDATA[", at)) {
            at += 9;
        }
        at = skipBlanks(data, at);
        return data.startsWith("*/", at) ? skipBlanks(data, at + 2) : at;
    }

    private static int end(String data, int from) {
        int to = trim(data, from, data.length());
        for (String close : List.of("*/", "-->", "]]>", "//", "/*")) {
            if (data.startsWith(close, to - close.length()) && to - close.length() >= from) {
                to = trim(data, from, to - close.length());
            }
        }
        return to;
    }

    private static int skipBlanks(String data, int from) {
        int at = from;
        while (at < data.length() && data.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static int trim(String data, int from, int to) {
        int end = to;
        while (end > from && data.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    private void root(Json json) {
        switch (json) {
            case Items(List<Json> items, int _) -> {
                for (int i = 0; i < items.size(); i++) {
                    if (items.get(i) instanceof Members members) {
                        topLevel(members, "[" + i + "]");
                    }
                }
            }
            case Members members -> topLevel(members, "");
            case Text _, Literal _ -> {}
        }
    }

    private void topLevel(Members object, String path) {
        Json context = object.members().get("@context");
        if (context != null && namesVocabulary(context)) {
            vocabulary = true;
        }
        Json graph = object.members().get("@graph");
        if (graph instanceof Items(List<Json> items, int _)) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Members members) {
                    thing(members, path + "@graph[" + i + "]", true);
                }
            }
        } else if (graph instanceof Members members) {
            thing(members, path + "@graph", true);
        }
        if (graph == null || object.members().containsKey("@type")) {
            thing(object, path, true);
        }
    }

    private static boolean namesVocabulary(Json context) {
        return switch (context) {
            case Text(String value, int _) -> Vocabulary.isSchemaOrg(value);
            case Items(List<Json> items, int _) ->
                    items.stream().anyMatch(JsonLdReader::namesVocabulary);
            case Members(Map<String, Json> members, List<String> _, int _) ->
                    members.get("@vocab") instanceof Text(String value, int _)
                                    && Vocabulary.isSchemaOrg(value)
                            || members.get("schema") instanceof Text(String prefix, int _)
                                    && Vocabulary.isSchemaOrg(prefix);
            case Literal _ -> false;
        };
    }

    private Thing thing(Members object, String path, boolean top) {
        repeated.addAll(object.repeated());
        List<String> types = new ArrayList<>();
        Json type = object.members().get("@type");
        if (type != null) {
            for (String name : texts(type)) {
                types.add(Vocabulary.local(name));
            }
        }
        String id = object.members().get("@id") instanceof Text(String value, int _) ? value : "";
        Map<String, List<Value>> properties = new LinkedHashMap<>();
        Thing thing = new Thing("json-ld", types, id, properties, path, top, at(object.offset()));
        if (!types.isEmpty() && things.size() < MOST_THINGS) {
            things.add(thing);
        }
        object.members()
                .forEach(
                        (name, value) -> {
                            if (!name.startsWith("@")) {
                                String local = Vocabulary.local(name);
                                String inner = path.isEmpty() ? local : path + "." + local;
                                List<Value> values =
                                        properties.computeIfAbsent(local, _ -> new ArrayList<>());
                                add(values, value, inner);
                            }
                        });
        return thing;
    }

    private void add(List<Value> values, Json json, String path) {
        switch (json) {
            case Text(String value, int offset) -> values.add(new Plain(value, at(offset)));
            case Literal(String value, int offset) -> {
                if (!value.equals("null")) {
                    values.add(new Plain(value, at(offset)));
                }
            }
            case Items(List<Json> items, int _) -> {
                for (int i = 0; i < items.size(); i++) {
                    add(values, items.get(i), items.size() == 1 ? path : path + "[" + i + "]");
                }
            }
            case Members object -> addObject(values, object, path);
        }
    }

    private void addObject(List<Value> values, Members object, String path) {
        Map<String, Json> members = object.members();
        Json plain = members.get("@value");
        Json list = members.containsKey("@list") ? members.get("@list") : members.get("@set");
        if (plain != null) {
            add(values, plain, path);
        } else if (list != null) {
            add(values, list, path);
        } else if (members.size() == 1 && members.get("@id") instanceof Text(String id, int _)) {
            values.add(new Reference(id));
        } else {
            values.add(new Nested(thing(object, path, false)));
        }
    }

    private static List<String> texts(Json json) {
        return switch (json) {
            case Text(String value, int _) -> List.of(value);
            case Items(List<Json> items, int _) ->
                    items.stream().flatMap(item -> texts(item).stream()).toList();
            case Members _, Literal _ -> List.of();
        };
    }
}
