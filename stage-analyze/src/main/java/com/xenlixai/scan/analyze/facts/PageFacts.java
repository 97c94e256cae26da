package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.decode.PageText;
import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that checks ask about a page. Lists are bounded; what was not kept is counted in
/// `totals`.
///
/// @param url of the page, after redirects
/// @param lang the lang attribute of html, or null
/// @param ids how often each id and name of an anchor occurs
/// @param totals how many of a kind there were where not all were kept
public record PageFacts(
        WebUrl url,
        PageText encoding,
        SourceText source,
        @Nullable String lang,
        @Nullable String xmlLang,
        @Nullable Spot htmlSpot,
        HeadFacts head,
        List<HeadingFact> headings,
        List<LinkFact> links,
        List<ImageFact> images,
        List<ControlFact> controls,
        MediaFacts media,
        List<AriaFact> aria,
        List<DateFact> dates,
        TextFacts text,
        List<OutlineFact> outline,
        StructuredData structured,
        ShapeFacts shape,
        Map<String, Integer> ids,
        Map<String, Integer> totals) {

    /// Grows with every change of what the facts mean.
    public static final int VERSION = 1;

    public PageFacts {
        headings = List.copyOf(headings);
        links = List.copyOf(links);
        images = List.copyOf(images);
        controls = List.copyOf(controls);
        aria = List.copyOf(aria);
        dates = List.copyOf(dates);
        outline = List.copyOf(outline);
    }

    /// How many of a kind there are on the page.
    public int total(String kind, int kept) {
        return totals.getOrDefault(kind, kept);
    }
}
