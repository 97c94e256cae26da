package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An `a` or `area` element.
///
/// @param href as written, or null when the attribute is absent
/// @param url where it leads, or null when that is no http(s) URL
/// @param rel tokens in lower case
/// @param name its accessible name
/// @param scripted whether it acts as a link without href: by a link role, or by an onclick and no
///     other role
public record LinkFact(
        @Nullable String href,
        @Nullable WebUrl url,
        List<String> rel,
        String name,
        boolean scripted,
        Region region,
        Spot spot) {

    public boolean hasRel(String token) {
        return rel.contains(token);
    }

    /// Whether search engines are asked not to follow it.
    public boolean notFollowed() {
        return hasRel("nofollow") || hasRel("ugc") || hasRel("sponsored");
    }
}
