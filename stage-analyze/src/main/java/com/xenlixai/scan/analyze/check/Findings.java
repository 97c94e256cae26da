package com.xenlixai.scan.analyze.check;

import com.xenlixai.scan.analyze.facts.TextFacts.Kind;
import com.xenlixai.scan.analyze.facts.TextFacts.Suspect;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Places that a verdict rests on: the first ten, and how many there are in all.
public final class Findings {

    /// The most places that are kept.
    public static final int MOST = 10;

    /// No places. Nothing can be added to it.
    public static final Findings NONE = new Findings(0);

    private final List<Item> items;
    private final int room;
    private int total;

    private Findings(int room) {
        this.room = room;
        this.items = new ArrayList<>();
    }

    public Findings() {
        this(MOST);
    }

    /// One place.
    ///
    /// @param path CSS path of the element, or null for headers and files
    public record Item(
            @Nullable String path, String snippet, int line, int column, @Nullable String note) {}

    /// One place with a note.
    public static Findings at(Spot spot, @Nullable String note) {
        return new Findings().add(spot, note);
    }

    /// One value that is on no line of the page.
    public static Findings of(String snippet, @Nullable String note) {
        return new Findings().add(snippet, note);
    }

    /// The places that look like a defect of this kind.
    public static Findings of(List<Suspect> suspects, Kind kind) {
        Findings places = new Findings();
        for (Suspect suspect : suspects) {
            if (suspect.kind() == kind) {
                places.add(suspect.spot(), suspect.what());
            }
        }
        return places;
    }

    public Findings add(Spot spot, @Nullable String note) {
        if (counted()) {
            items.add(
                    new Item(
                            spot.path(),
                            spot.snippet(),
                            spot.line(),
                            spot.column(),
                            shorten(note)));
        }
        return this;
    }

    /// Adds a place with a snippet of the caller's choice, for what must not be quoted in full.
    public Findings add(Spot spot, String snippet, @Nullable String note) {
        if (counted()) {
            items.add(
                    new Item(
                            spot.path(),
                            Spaces.shortened(snippet, Spot.LONGEST_SNIPPET),
                            spot.line(),
                            spot.column(),
                            shorten(note)));
        }
        return this;
    }

    public Findings add(String snippet, @Nullable String note) {
        if (counted()) {
            String text = Spaces.collapsed(snippet, Spot.LONGEST_SNIPPET);
            items.add(new Item(null, text, 0, 0, shorten(note)));
        }
        return this;
    }

    /// Adds a line of a file that belongs to the page, as robots.txt.
    public Findings add(String snippet, int line, @Nullable String note) {
        if (counted()) {
            String text = Spaces.collapsed(snippet, Spot.LONGEST_SNIPPET);
            items.add(new Item(null, text, line, line > 0 ? 1 : 0, shorten(note)));
        }
        return this;
    }

    private boolean counted() {
        if (room == 0) {
            throw new IllegalStateException("NONE is shared");
        }
        return total++ < room;
    }

    private static @Nullable String shorten(@Nullable String note) {
        return note == null ? null : Spaces.shortened(note, Spot.LONGEST_SNIPPET);
    }

    public boolean isEmpty() {
        return total == 0;
    }

    public int total() {
        return total;
    }

    public List<Item> items() {
        return Collections.unmodifiableList(items);
    }
}
