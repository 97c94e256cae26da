package com.xenlixai.scan.analyze.check.images;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.TextWidth;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ImageFact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A file name or the word image is no description.
final class AltQuality implements Check {

    private static final Rule RULE =
            new Rule(
                    "img.alt-quality",
                    Severity.LOW,
                    Grade.B,
                    "The alt texts describe their images",
                    "An alt text that is a file name or says \"image\" helps nobody.",
                    "Say in a few words what the image shows.",
                    "https://dequeuniversity.com/rules/axe/4.10/image-redundant-alt");

    private static final Set<String> EMPTY_WORDS =
            Set.of(
                    "image",
                    "img",
                    "photo",
                    "picture",
                    "logo",
                    "icon",
                    "graphic",
                    "bild",
                    "foto",
                    "imagen",
                    "photo 1",
                    "image 1",
                    "untitled",
                    "placeholder");
    private static final int LONGEST = 125;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Map<String, Set<String>> sources = new HashMap<>();
        for (ImageFact image : page.facts().images()) {
            String alt = image.alt();
            if (alt != null && !alt.isBlank()) {
                sources.computeIfAbsent(alt.strip().toLowerCase(Locale.ROOT), _ -> new HashSet<>())
                        .add(image.src());
            }
        }
        Findings bad = new Findings();
        int total = 0;
        for (ImageFact image : page.facts().images()) {
            String alt = image.alt();
            if (alt == null || alt.isBlank() || image.region().hidden()) {
                continue;
            }
            total++;
            String plain = alt.strip().toLowerCase(Locale.ROOT);
            if (isFileName(plain)) {
                bad.add(image.spot(), "a file name");
            } else if (EMPTY_WORDS.contains(plain)) {
                bad.add(image.spot(), "says nothing of the image");
            } else if (TextWidth.characters(alt) > LONGEST) {
                bad.add(image.spot(), "longer than " + LONGEST + " characters");
            } else if (sources.getOrDefault(plain, Set.of()).size() >= 3) {
                bad.add(image.spot(), "the same for several images");
            }
        }
        return Verdict.ratio(
                total, bad, "no image has an alt text", "alt texts do not describe their image");
    }

    private static boolean isFileName(String alt) {
        for (String end : List.of(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")) {
            if (alt.endsWith(end)) {
                return true;
            }
        }
        return alt.startsWith("img_") || alt.startsWith("dsc_") || alt.startsWith("dscn");
    }
}
