package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.language.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where a page names its subject besides its running text. A phrase is at a place when its words
/// stand there next to each other, in any of their forms.
final class SubjectPlaces {

    /// A place, and how much a phrase gains by standing there.
    enum Place {
        TITLE("title", 1.35),
        H1("h1", 1.35),
        HEADINGS("headings", 1.15),
        DESCRIPTION("description", 1.15),
        SLUG("slug", 1.2),
        ANCHORS("anchors", 1.0),
        ALT("alt", 1.05),
        STRUCTURED_DATA("structured-data", 1.25);

        final String label;
        final double boost;

        Place(String label, double boost) {
            this.label = label;
            this.boost = boost;
        }
    }

    /// Of these a phrase should be in each: the absence is worth telling.
    private static final List<Place> EXPECTED = List.of(Place.TITLE, Place.H1, Place.DESCRIPTION);

    private final Map<Place, List<String>> stems = new EnumMap<>(Place.class);

    SubjectPlaces(TopicSignals signals, Language language) {
        put(Place.TITLE, List.of(signals.getTitle()), language);
        put(Place.H1, signals.getH1(), language);
        put(Place.HEADINGS, signals.getSubheadings(), language);
        put(Place.DESCRIPTION, List.of(signals.getDescription()), language);
        put(Place.SLUG, List.of(signals.getSlug().replace('-', ' ').replace('_', ' ')), language);
        put(Place.ANCHORS, signals.getAnchors(), language);
        put(Place.ALT, signals.getImageAlts(), language);
        put(Place.STRUCTURED_DATA, signals.getStructuredKeywords(), language);
    }

    private void put(Place place, List<String> texts, Language language) {
        stems.put(
                place,
                texts.stream()
                        .map(
                                text ->
                                        Words.of(List.of(text), language).stream()
                                                .map(Word::stem)
                                                .collect(Collectors.joining(" ", " ", " ")))
                        .toList());
    }

    /// What the phrase with these stems gains by all places that it stands at, from 1.
    double boost(String key) {
        double boost = 1;
        for (Place place : Place.values()) {
            if (isAt(place, key)) {
                boost *= place.boost;
            }
        }
        return boost;
    }

    /// The labels of the places of that phrase.
    List<String> of(String key) {
        var labels = new ArrayList<String>();
        for (Place place : Place.values()) {
            if (isAt(place, key)) {
                labels.add(place.label);
            }
        }
        return labels;
    }

    /// The labels of the places where that phrase should be and is not.
    List<String> missing(String key) {
        return EXPECTED.stream()
                .filter(place -> !isAt(place, key))
                .map(place -> place.label)
                .toList();
    }

    private boolean isAt(Place place, String key) {
        String wanted = " " + key + " ";
        return stems.getOrDefault(place, List.of()).stream()
                .anyMatch(text -> text.contains(wanted));
    }
}
