package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Frames, films, scripts and what else a page loads.
public record MediaFacts(
        List<Frame> frames,
        List<Video> videos,
        List<Script> scripts,
        List<Form> forms,
        List<Style> styles,
        List<Loaded> loaded) {

    public MediaFacts {
        frames = List.copyOf(frames);
        videos = List.copyOf(videos);
        scripts = List.copyOf(scripts);
        forms = List.copyOf(forms);
        styles = List.copyOf(styles);
        loaded = List.copyOf(loaded);
    }

    /// An iframe or frame.
    public record Frame(
            String src,
            @Nullable WebUrl url,
            boolean titled,
            boolean skipped,
            Region region,
            Spot spot) {}

    /// A video element.
    public record Video(
            String src, boolean silentLoop, boolean captioned, Region region, Spot spot) {}

    /// A script element.
    ///
    /// @param type in lower case, empty when absent
    /// @param text of an inline script, at most a few kilobytes
    /// @param inlineLength full length of an inline script, in characters
    public record Script(
            String src,
            @Nullable WebUrl url,
            String type,
            boolean async,
            boolean defer,
            boolean inHead,
            String integrity,
            String text,
            int inlineLength,
            Spot spot) {

        public boolean isModule() {
            return type.equals("module");
        }

        /// Whether browsers run it, rather than keep it as data.
        public boolean isCode() {
            return type.isEmpty()
                    || type.equals("module")
                    || type.contains("javascript")
                    || type.contains("ecmascript");
        }
    }

    /// A form.
    public record Form(String action, @Nullable WebUrl url, boolean hasPassword, Spot spot) {}

    /// An inline style sheet.
    public record Style(String text, Spot spot) {}

    /// Something else that is fetched.
    ///
    /// @param kind `image`, `media`, `style`, `script`, `frame`, `font`, `object`
    public record Loaded(String kind, String src, @Nullable WebUrl url, Spot spot) {}
}
