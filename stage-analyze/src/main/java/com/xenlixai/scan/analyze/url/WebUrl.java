package com.xenlixai.scan.analyze.url;

import static com.xenlixai.scan.analyze.url.PercentEncoding.decode;
import static com.xenlixai.scan.analyze.url.PercentEncoding.encode;
import static com.xenlixai.scan.analyze.url.PercentEncoding.unescaped;

import com.xenlixai.scan.analyze.url.PercentEncoding.Part;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An http or https URL in parts, parsed by the rules of the URL Standard as far as pages need them:
/// blanks are trimmed, tabs and line ends dropped, backslashes are slashes, dot segments resolved,
/// the host is lower case ASCII, a default port is left out and what may not stand in a URL is
/// percent-encoded.
///
/// @param scheme `http` or `https`
/// @param host lower case, international names in their ASCII form
/// @param port the port that is stated, or -1
/// @param path starts with a slash
/// @param query without question mark, or null
/// @param fragment without hash, or null
public record WebUrl(
        String scheme,
        String host,
        int port,
        String path,
        @Nullable String query,
        @Nullable String fragment) {

    private static final int LONGEST = 16 * 1024;

    /// Parses an absolute URL; null when it is not absolute, not http(s) or has no valid host.
    public static @Nullable WebUrl parse(String text) {
        return resolve(text, null);
    }

    /// Resolves what a page wrote against its base; null when that leads to no http(s) URL.
    public static @Nullable WebUrl resolve(String text, @Nullable WebUrl base) {
        String input = cleaned(text);
        if (input.length() > LONGEST) {
            return null;
        }
        String scheme = schemeOf(input);
        if (scheme != null) {
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return null;
            }
            String rest = input.substring(scheme.length() + 1);
            boolean slashes = rest.startsWith("//") || rest.startsWith("\\\\");
            if (!slashes && base != null && base.scheme.equals(scheme)) {
                return base.relative(rest);
            }
            return absolute(scheme, stripSlashes(rest));
        }
        return base == null ? null : base.relative(input);
    }

    /// The scheme that a reference states, in lower case, or null when it states none.
    public static @Nullable String schemeOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i == 0 ? null : text.substring(0, i).toLowerCase(Locale.ROOT);
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean later = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !later)) {
                return null;
            }
        }
        return null;
    }

    private @Nullable WebUrl relative(String input) {
        if (input.startsWith("//") || input.startsWith("\\\\") || input.startsWith("/\\")) {
            return absolute(scheme, input.substring(2));
        }
        String[] parts = splitFragment(input);
        String newFragment = parts.length > 1 ? encode(parts[1], Part.FRAGMENT) : null;
        String rest = parts[0];
        if (rest.isEmpty()) {
            return new WebUrl(scheme, host, port, path, query, newFragment);
        }
        int mark = rest.indexOf('?');
        String newQuery = mark < 0 ? null : encode(rest.substring(mark + 1), Part.QUERY);
        String way = mark < 0 ? rest : rest.substring(0, mark);
        if (way.isEmpty()) {
            return new WebUrl(scheme, host, port, path, newQuery, newFragment);
        }
        way = way.replace('\\', '/');
        String joined =
                way.startsWith("/") ? way : path.substring(0, path.lastIndexOf('/') + 1) + way;
        return new WebUrl(
                scheme, host, port, withoutDots(encode(joined, Part.PATH)), newQuery, newFragment);
    }

    private static @Nullable WebUrl absolute(String scheme, String rest) {
        String[] parts = splitFragment(rest);
        String fragment = parts.length > 1 ? encode(parts[1], Part.FRAGMENT) : null;
        int end = firstOf(parts[0], "/\\?");
        String authority = parts[0].substring(0, end);
        String tail = parts[0].substring(end);
        int at = authority.lastIndexOf('@');
        String hostPort = at < 0 ? authority : authority.substring(at + 1);
        int colon = hostPort.lastIndexOf(':');
        if (colon >= 0 && hostPort.indexOf(']') > colon) {
            colon = -1;
        }
        int port = -1;
        if (colon >= 0) {
            port = portOf(hostPort.substring(colon + 1));
            if (port == -2) {
                return null;
            }
            hostPort = hostPort.substring(0, colon);
        }
        String host = hostOf(hostPort);
        if (host == null) {
            return null;
        }
        int usual = scheme.equals("https") ? 443 : 80;
        int mark = tail.indexOf('?');
        String query = mark < 0 ? null : encode(tail.substring(mark + 1), Part.QUERY);
        String way = (mark < 0 ? tail : tail.substring(0, mark)).replace('\\', '/');
        String path = way.isEmpty() ? "/" : withoutDots(encode(way, Part.PATH));
        return new WebUrl(scheme, host, port == usual ? -1 : port, path, query, fragment);
    }

    private static String[] splitFragment(String input) {
        int hash = input.indexOf('#');
        return hash < 0
                ? new String[] {input}
                : new String[] {input.substring(0, hash), input.substring(hash + 1)};
    }

    private static int firstOf(String text, String stops) {
        for (int i = 0; i < text.length(); i++) {
            if (stops.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static int portOf(String text) {
        if (text.isEmpty()) {
            return -1;
        }
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -2;
            }
            port = port * 10 + digit;
            if (port > 65_535) {
                return -2;
            }
        }
        return port;
    }

    private static @Nullable String hostOf(String raw) {
        if (raw.isEmpty()) {
            return null;
        }
        if (raw.startsWith("[")) {
            return raw.endsWith("]") ? raw.toLowerCase(Locale.ROOT) : null;
        }
        boolean plain = true;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c > 127 || c == '%') {
                plain = false;
            } else if (c <= ' ' || "<>^|\"`{}#/?@\\:".indexOf(c) >= 0) {
                return null;
            }
        }
        if (plain) {
            return raw.toLowerCase(Locale.ROOT);
        }
        try {
            String decoded = decode(raw);
            String ascii = IDN.toASCII(decoded, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.isEmpty() ? null : ascii;
        } catch (IllegalArgumentException noName) {
            return null;
        }
    }

    private static String stripSlashes(String rest) {
        int i = 0;
        while (i < rest.length() && (rest.charAt(i) == '/' || rest.charAt(i) == '\\')) {
            i++;
        }
        return rest.substring(i);
    }

    private static String cleaned(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        String trimmed = text.substring(from, to);
        if (trimmed.indexOf('\n') < 0 && trimmed.indexOf('\t') < 0 && trimmed.indexOf('\r') < 0) {
            return trimmed;
        }
        StringBuilder kept = new StringBuilder(trimmed.length());
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c != '\n' && c != '\t' && c != '\r') {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static String withoutDots(String path) {
        if (!path.contains("/.") && !path.contains("/%2e") && !path.contains("/%2E")) {
            return path;
        }
        List<String> kept = new ArrayList<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i].replace("%2e", ".").replace("%2E", ".");
            boolean last = i == segments.length - 1;
            if (segment.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.removeLast();
                }
                if (last) {
                    kept.add("");
                }
            } else if (segment.equals(".")) {
                if (last) {
                    kept.add("");
                }
            } else {
                kept.add(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    /// The same address in one spelling (RFC 3986 section 6): unreserved characters unescaped, hex
    /// digits in upper case, no fragment.
    public WebUrl normalised() {
        return new WebUrl(scheme, hostWithoutDot(), port, unescaped(path), unescapedQuery(), null);
    }

    private String hostWithoutDot() {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private @Nullable String unescapedQuery() {
        return query == null || query.isEmpty() ? null : unescaped(query);
    }

    /// Whether both name the same document, however they are spelled.
    public boolean sameDocument(WebUrl other) {
        return port == other.port
                && unescaped(path).equals(unescaped(other.path))
                && scheme.equals(other.scheme)
                && hostWithoutDot().equals(other.hostWithoutDot())
                && Objects.equals(unescapedQuery(), other.unescapedQuery());
    }

    /// Whether both have the same scheme, host and port.
    public boolean sameOrigin(WebUrl other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    /// Scheme, host and port.
    public String origin() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }

    /// Path and query, as robots.txt rules see them.
    public String target() {
        return query == null ? path : path + "?" + query;
    }

    public boolean isHttps() {
        return scheme.equals("https");
    }

    @Override
    public String toString() {
        return origin() + target() + (fragment == null ? "" : "#" + fragment);
    }
}
