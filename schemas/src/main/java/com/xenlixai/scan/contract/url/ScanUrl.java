package com.xenlixai.scan.contract.url;

import org.jspecify.annotations.Nullable;

/// A canonical absolute http or https URL that has passed the {@link UrlPolicy}: the only form in
/// which URLs travel. It has no userinfo and no fragment, and its path and query are ASCII.
///
/// @param scheme `http` or `https`
/// @param host a name in ASCII, a dotted quad, or an IPv6 address in brackets
/// @param port 1 to 65535, also when it is the scheme's own
/// @param target what goes into the request line: the path, at least `/`, and the query
public record ScanUrl(String scheme, String host, int port, String target) {

    /// The URL as text, without a port where it is the scheme's own.
    public String text() {
        return origin() + target;
    }

    /// Scheme, host and port, as in `https://example.com:8443`.
    public String origin() {
        return scheme + "://" + authority();
    }

    /// Host and port, as in a Host header.
    public String authority() {
        return port == defaultPort() ? host : host + ":" + port;
    }

    /// Whether the connection is by TLS.
    public boolean secure() {
        return scheme.equals("https");
    }

    /// The target up to the query.
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// The host as sockets take it: an IPv6 address without its brackets.
    public String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /// The address when the host is one, in network order; null when it is a name.
    public byte @Nullable [] address() {
        return host.startsWith("[") ? Literals.parseIpv6(bareHost()) : Literals.parseIpv4(host);
    }

    /// Another target of the same origin.
    ///
    /// @param other begins with a slash
    public ScanUrl at(String other) {
        return new ScanUrl(scheme, host, port, other);
    }

    /// What a reference on this page means, as text that the policy has yet to check.
    ///
    /// Source: WHATWG URL, section 4.4, for special schemes.
    public String resolve(String reference) {
        if (reference.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            return reference;
        }
        if (reference.startsWith("//")) {
            return scheme + ":" + reference;
        }
        if (reference.startsWith("/")) {
            return origin() + reference;
        }
        if (reference.isEmpty() || reference.startsWith("#")) {
            return text() + reference;
        }
        if (reference.startsWith("?")) {
            return origin() + path() + reference;
        }
        return origin() + path().substring(0, path().lastIndexOf('/') + 1) + reference;
    }

    @Override
    public String toString() {
        return text();
    }

    private int defaultPort() {
        return secure() ? 443 : 80;
    }
}
