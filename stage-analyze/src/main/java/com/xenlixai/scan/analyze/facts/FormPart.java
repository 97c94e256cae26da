package com.xenlixai.scan.analyze.facts;

import static com.xenlixai.scan.analyze.facts.Flags.has;

import com.xenlixai.scan.analyze.facts.MediaFacts.Form;
import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Gathers form controls, buttons and forms, and whether each control has a name. Labels may come
/// after their controls, so names are decided at the end.
final class FormPart {

    static final int MOST = 3_000;
    private static final Set<String> BUTTONS = Set.of("submit", "button", "reset", "image");

    private final SourceText source;
    private final Named named;
    private final Ids ids;
    private final List<Open> controls = new ArrayList<>();
    private final List<Element> forms = new ArrayList<>();
    private final List<Element> withPassword = new ArrayList<>();
    private final Set<Element> emptyLabels = Collections.newSetFromMap(new IdentityHashMap<>());
    private int total;

    FormPart(SourceText source, Named named, Ids ids) {
        this.source = source;
        this.named = named;
        this.ids = ids;
    }

    private record Open(
            Element element,
            String kind,
            String type,
            boolean named,
            @Nullable Element label,
            String id,
            String labelledBy,
            int flags) {}

    void form(Element form) {
        if (forms.size() < MOST) {
            forms.add(form);
        }
    }

    void label(Element label) {
        String control = label.attr("for");
        named.open(
                label,
                sink -> {
                    if (!sink.name().isEmpty()) {
                        ids.label(control);
                    } else if (emptyLabels.size() < MOST) {
                        emptyLabels.add(label);
                    }
                });
    }

    void control(Element element, Attrs attrs, int flags) {
        String kind = element.normalName();
        String type = kind.equals("input") ? HeadFacts.lower(element.attr("type").strip()) : "";
        if (type.equals("hidden")) {
            return;
        }
        if (type.equals("password")) {
            Element form = element.closest("form");
            if (form != null && withPassword.size() < MOST) {
                withPassword.add(form);
            }
        }
        boolean button = BUTTONS.contains(type);
        boolean self =
                !attrs.ariaLabel.isEmpty()
                        || !attrs.title.isBlank()
                        || isPresentation(attrs)
                        || button && buttonHasValue(element, type);
        boolean wrapped = !button && has(flags, Flags.LABEL);
        add(
                new Open(
                        element,
                        button ? "button" : kind,
                        type,
                        self,
                        wrapped ? labelAround(element) : null,
                        attrs.id,
                        attrs.ariaLabelledBy,
                        flags));
    }

    private static @Nullable Element labelAround(Element control) {
        Element above = control.parent();
        while (above != null && !above.normalName().equals("label")) {
            above = above.parent();
        }
        return above;
    }

    private static boolean isPresentation(Attrs attrs) {
        return attrs.role.equals("presentation") || attrs.role.equals("none");
    }

    /// Submit and reset buttons have a name of their own unless the page empties it.
    private static boolean buttonHasValue(Element element, String type) {
        if (type.equals("image")) {
            return !element.attr("alt").isBlank();
        }
        if (element.hasAttr("value")) {
            return !element.attr("value").isBlank();
        }
        return !type.equals("button");
    }

    void button(Element element, Attrs attrs, int flags) {
        boolean self =
                !attrs.ariaLabel.isEmpty() || !attrs.title.isBlank() || isPresentation(attrs);
        int slot = controls.size();
        add(new Open(element, "button", "", self, null, attrs.id, attrs.ariaLabelledBy, flags));
        if (!self && controls.size() > slot) {
            named.open(
                    element,
                    sink -> {
                        Open open = controls.get(slot);
                        controls.set(
                                slot,
                                new Open(
                                        open.element,
                                        open.kind,
                                        open.type,
                                        !sink.name().isEmpty(),
                                        null,
                                        open.id,
                                        open.labelledBy,
                                        open.flags));
                    });
        }
    }

    private void add(Open control) {
        if (has(control.flags, Flags.NOSCRIPT)) {
            return;
        }
        total++;
        if (controls.size() < MOST) {
            controls.add(control);
        }
    }

    int total() {
        return total;
    }

    List<ControlFact> facts() {
        List<ControlFact> facts = new ArrayList<>(controls.size());
        for (Open open : controls) {
            boolean isNamed =
                    open.named
                            || open.label != null && !emptyLabels.contains(open.label)
                            || !open.kind.equals("button") && ids.isLabelled(open.id)
                            || !open.labelledBy.isEmpty() && !ids.textOf(open.labelledBy).isEmpty();
            facts.add(
                    new ControlFact(
                            open.kind,
                            open.type,
                            isNamed,
                            Flags.region(open.flags),
                            new Spot(source, open.element)));
        }
        return facts;
    }

    List<Form> forms(WebUrl base) {
        List<Form> facts = new ArrayList<>(forms.size());
        for (Element form : forms) {
            String action = Spaces.shortened(form.attr("action"), 2_000);
            WebUrl url = action.isBlank() ? base : WebUrl.resolve(action, base);
            facts.add(new Form(action, url, withPassword.contains(form), new Spot(source, form)));
        }
        return facts;
    }
}
