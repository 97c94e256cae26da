package com.xenlixai.scan.gateway.sitemap;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// `urlset` or `sitemapindex`. A document type ends it: there the entities are that a parser could
/// be made to expand or to fetch, and no sitemap needs one.
final class XmlSitemap implements SitemapFile {

    // The JDK's own one, whatever else is on the class path.
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        FACTORY.setXMLResolver(
                (_, _, _, _) -> {
                    throw new XMLStreamException("nothing is resolved");
                });
    }

    private final XMLStreamReader reader;
    private boolean index;
    private boolean rooted;

    XmlSitemap(InputStream input) throws SitemapException {
        try {
            reader = FACTORY.createXMLStreamReader(input);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    @Override
    public @Nullable Entry next() throws SitemapException {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                            throw new SitemapException(
                                    "the sitemap has a document type or entities of its own");
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (!rooted) {
                            root();
                        } else if (reader.getLocalName().equals("loc") && isOfSitemaps()) {
                            return index ? new Entry.Child(text()) : new Entry.Page(text());
                        }
                    }
                    default -> {
                        // Says nothing of locations.
                    }
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private void root() throws SitemapException {
        rooted = true;
        switch (reader.getLocalName()) {
            case "urlset" -> index = false;
            case "sitemapindex" -> index = true;
            default ->
                    throw new SitemapException(
                            "the file is no sitemap: it begins with another element than urlset"
                                    + " or sitemapindex");
        }
    }

    /// Not those of the extensions for images and videos.
    private boolean isOfSitemaps() {
        String namespace = reader.getNamespaceURI();
        return namespace == null
                || namespace.isEmpty()
                || namespace.contains("sitemaps.org/schemas/sitemap/")
                || namespace.contains("google.com/schemas/sitemap/0.");
    }

    private String text() throws XMLStreamException, SitemapException {
        var text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    int free = LONGEST - text.length();
                    text.append(
                            reader.getTextCharacters(),
                            reader.getTextStart(),
                            Math.min(free, reader.getTextLength()));
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new SitemapException(
                                "the sitemap has a document type or entities of its own");
                default -> {
                    // A comment.
                }
            }
        }
        return text.toString().strip();
    }

    private static SitemapException failure(XMLStreamException failure) {
        for (Throwable cause = failure; cause != null; cause = nested(cause)) {
            if (cause instanceof IOException io
                    && !(cause instanceof java.io.CharConversionException)) {
                return SitemapFile.failure(io);
            }
        }
        var place = failure.getLocation();
        return new SitemapException(
                "the sitemap is no well-formed XML"
                        + (place == null || place.getLineNumber() < 1
                                ? ""
                                : " (line %d, column %d)"
                                        .formatted(
                                                place.getLineNumber(), place.getColumnNumber())));
    }

    private static @Nullable Throwable nested(Throwable failure) {
        return failure instanceof XMLStreamException xml && xml.getNestedException() != null
                ? xml.getNestedException()
                : failure.getCause();
    }
}
