package com.xenlixai.scan.analyze;

import com.xenlixai.scan.analyze.check.Answer;
import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.decode.BodyDecoder;
import com.xenlixai.scan.analyze.decode.BodyDecoder.Body;
import com.xenlixai.scan.analyze.decode.PageText;
import com.xenlixai.scan.analyze.decode.TextDecoder;
import com.xenlixai.scan.analyze.facts.FactsReader;
import com.xenlixai.scan.analyze.facts.FactsReader.Limits;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.url.WebUrl;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.HeaderLine;
import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.runtime.Failure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Turns a fetched answer into a page that checks can judge. Pure but for the time budget of the
/// parser. Thread-safe.
public final class PageReader {

    private static final int START = 2_000;

    /// Media types of what is certainly no page, whatever its status.
    private static final Set<String> MEDIA = Set.of("image", "video", "audio", "font");

    private final BodyDecoder bodies;
    private final FactsReader facts;

    /// @param maxBody most bytes of a body after unpacking
    public PageReader(
            int maxBody, Duration parseTime, int elements, int depth, LongSupplier nanoTime) {
        this.bodies = new BodyDecoder(maxBody);
        this.facts = new FactsReader(new Limits(parseTime, elements, depth), nanoTime);
    }

    /// What became of an answer.
    public sealed interface Result {

        /// A page to judge.
        record Readable(Page page) implements Result {}

        /// Nothing that can be judged.
        record Unreadable(Failure failure) implements Result {}
    }

    /// Reads an answer. What is no text at all is refused; the rest is read as well as it can be.
    public Result read(PageFetched fetched) {
        WebUrl url = WebUrl.parse(fetched.getFinalUrl());
        if (url == null) {
            return refused(Cause.PARSE, "the final URL is no http(s) URL");
        }
        byte[] wire = bytes(fetched.getBody());
        Body body = bodies.decode(wire, fetched.getContentEncoding());
        List<Answer.Header> headers = new ArrayList<>(fetched.getHeaders().size());
        for (HeaderLine line : fetched.getHeaders()) {
            headers.add(new Answer.Header(line.getName(), line.getValue()));
        }
        String contentType = header(headers, "Content-Type");
        if (isNoText(contentType, body.bytes())) {
            return refused(
                    Cause.UNSUPPORTED_CONTENT,
                    "the answer is no HTML page but "
                            + (contentType == null ? "binary data" : shortened(contentType)));
        }
        if (wire.length > 0 && body.bytes().length == 0) {
            String problem = body.problem();
            return refused(Cause.PARSE, problem == null ? "the body cannot be unpacked" : problem);
        }
        PageText text = TextDecoder.decode(body.bytes(), contentType);
        String start = text.text().substring(0, Math.min(START, text.text().length()));
        Answer answer =
                new Answer(
                        url,
                        fetched.getHops(),
                        fetched.getStatus(),
                        headers,
                        fetched.getContentEncoding(),
                        wire.length,
                        fetched.getTlsProtocol(),
                        fetched.getTlsProblem(),
                        fetched.getTimings(),
                        fetched.getFetchedAt(),
                        start);
        PageFacts read = facts.read(text, url);
        OriginFacts origin = fetched.getOrigin();
        return new Result.Readable(
                Page.of(
                        read,
                        answer,
                        origin == null ? null : Origin.of(origin),
                        null,
                        fetched.getOrder().getExpectIndexable()));
    }

    private static Result refused(Cause cause, String message) {
        return new Result.Unreadable(new Failure(cause, message));
    }

    /// Nobody writes to them, so what is an array by itself is taken as it is.
    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer.hasArray() && buffer.remaining() == buffer.array().length) {
            return buffer.array();
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static @Nullable String header(List<Answer.Header> headers, String name) {
        for (Answer.Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }

    /// Labelled or evidently binary. HTML with a NUL in it is still HTML.
    private static boolean isNoText(@Nullable String contentType, byte[] body) {
        if (contentType != null) {
            int slash = contentType.indexOf('/');
            String top =
                    slash < 0
                            ? ""
                            : contentType
                                    .substring(0, slash)
                                    .strip()
                                    .toLowerCase(java.util.Locale.ROOT);
            if (MEDIA.contains(top)
                    || contentType.startsWith("application/pdf")
                    || contentType.startsWith("application/zip")) {
                return true;
            }
        }
        return startsWith(body, "%PDF-")
                || startsWith(body, "PK\u0003\u0004")
                || startsWith(body, "GIF8")
                || startsWith(body, "\u0089PNG")
                || startsWith(body, "\u00FF\u00D8\u00FF")
                || startsWith(body, "\u007FELF");
    }

    private static boolean startsWith(byte[] body, String magic) {
        if (body.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((body[i] & 0xFF) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80);
    }
}
