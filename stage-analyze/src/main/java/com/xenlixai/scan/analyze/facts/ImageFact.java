package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that is shown as an image: `img`, `input type=image`, `area`, `svg role=img`.
///
/// @param kind name of the element
/// @param src as written, empty when absent
/// @param alt null when the attribute is absent
/// @param named whether aria-label, aria-labelledby or title names it
/// @param decorative whether it says that it means nothing: aria-hidden or a presentation role
/// @param sized whether width and height are stated so that its place is kept
/// @param positioned whether an inline style takes it out of the flow
/// @param modern formats offered beside src: media types of sources, extensions in srcset
public record ImageFact(
        String kind,
        String src,
        @Nullable WebUrl url,
        @Nullable String alt,
        boolean named,
        boolean decorative,
        int width,
        int height,
        boolean sized,
        boolean positioned,
        String loading,
        String fetchPriority,
        boolean hasSrcset,
        List<String> modern,
        Region region,
        Spot spot) {

    /// Whether it is a pixel that measures and shows nothing.
    public boolean isPixel() {
        return width >= 0 && width <= 1 && height >= 0 && height <= 1;
    }
}
