package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/// Judges roles and aria attributes by WAI-ARIA 1.2. References are looked up at the end.
final class AriaPart {

    private static final int MOST = 5_000;

    private static final Set<String> ROLES =
            words(
                    """
            alert alertdialog application article banner blockquote button caption cell checkbox code
            columnheader combobox command comment complementary composite contentinfo definition deletion
            dialog directory document emphasis feed figure form generic grid gridcell group heading
            img image input insertion landmark link list listbox listitem log main mark marquee math menu
            menubar menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph
            presentation progressbar radio radiogroup range region roletype row rowgroup rowheader
            scrollbar search searchbox section sectionhead select separator slider spinbutton status
            strong structure subscript suggestion superscript switch tab table tablist tabpanel term
            textbox time timer toolbar tooltip tree treegrid treeitem widget window
            doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-backlink doc-biblioentry
            doc-bibliography doc-biblioref doc-chapter doc-colophon doc-conclusion doc-cover doc-credit
            doc-credits doc-dedication doc-endnote doc-endnotes doc-epigraph doc-epilogue doc-errata
            doc-example doc-footnote doc-foreword doc-glossary doc-glossref doc-index doc-introduction
            doc-noteref doc-notice doc-pagebreak doc-pagefooter doc-pageheader doc-pagelist doc-part
            doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip doc-toc
            graphics-document graphics-object graphics-symbol""");

    /// Roles that the specification keeps for itself.
    private static final Set<String> ABSTRACT =
            words(
                    """
            command composite input landmark range roletype section sectionhead select structure widget
            window""");

    private static final Set<String> ATTRIBUTES =
            words(
                    """
            activedescendant atomic autocomplete braillelabel brailleroledescription busy checked colcount
            colindex colindextext colspan controls current describedby description details disabled
            dropeffect errormessage expanded flowto grabbed haspopup hidden invalid keyshortcuts label
            labelledby level live modal multiline multiselectable orientation owns placeholder posinset
            pressed readonly relevant required roledescription rowcount rowindex rowindextext rowspan
            selected setsize sort valuemax valuemin valuenow valuetext""");

    private static final Set<String> REFERENCES =
            Set.of(
                    "aria-labelledby",
                    "aria-describedby",
                    "aria-owns",
                    "aria-flowto",
                    "aria-errormessage",
                    "aria-activedescendant");

    private final SourceText source;
    private final Ids ids;
    private final List<AriaFact> facts = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();

    AriaPart(SourceText source, Ids ids) {
        this.source = source;
        this.ids = ids;
    }

    private record Reference(Element element, String attribute, String targets) {}

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    void enter(Element element, Attrs attrs) {
        if (facts.size() >= MOST || references.size() >= MOST) {
            return;
        }
        if (!attrs.role.isEmpty()) {
            facts.add(new AriaFact(roleProblem(attrs.role), new Spot(source, element)));
        }
        for (Attribute attribute : attrs.aria) {
            String name = attribute.getKey();
            if (REFERENCES.contains(name) && !attribute.getValue().isBlank()) {
                references.add(new Reference(element, name, attribute.getValue()));
            } else {
                String problem = problem(name.substring(5), attribute.getValue());
                facts.add(new AriaFact(problem, new Spot(source, element)));
            }
        }
    }

    private static String problem(String name, String value) {
        if (!ATTRIBUTES.contains(name)) {
            return "aria-" + name + " is no ARIA attribute";
        }
        return AriaValues.isAllowed(name, value)
                ? ""
                : "\"" + Spaces.shortened(value, 40) + "\" is no value of aria-" + name;
    }

    /// Of several roles the first that is known counts, so one that is known is enough.
    private static String roleProblem(String role) {
        for (String name : role.split("\\s+")) {
            if (ROLES.contains(name) && !ABSTRACT.contains(name)) {
                return "";
            }
        }
        return "role \""
                + (role.length() > 40 ? role.substring(0, 40) : role)
                + "\" does not exist";
    }

    List<AriaFact> facts() {
        List<AriaFact> all = new ArrayList<>(facts);
        for (Reference reference : references) {
            all.add(new AriaFact(problem(reference), new Spot(source, reference.element)));
        }
        return all;
    }

    private String problem(Reference reference) {
        boolean any = false;
        for (String id : reference.targets.strip().split("\\s+")) {
            int count = id.isEmpty() ? 0 : ids.count(id);
            if (count > 1) {
                return reference.attribute
                        + " refers to \""
                        + id
                        + "\", which "
                        + count
                        + " elements have as id";
            }
            any |= count == 1;
        }
        return any ? "" : reference.attribute + " refers to no element of the page";
    }
}
