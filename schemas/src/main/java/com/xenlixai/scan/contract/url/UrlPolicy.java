package com.xenlixai.scan.contract.url;

import com.xenlixai.scan.contract.url.UrlVerdict.Allowed;
import com.xenlixai.scan.contract.url.UrlVerdict.Reason;
import com.xenlixai.scan.contract.url.UrlVerdict.Refused;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides which URLs may be fetched, before any I/O, and gives those one canonical form. What two
/// parsers could read differently is refused rather than guessed. Whoever takes a URL from
/// elsewhere (a client, a topic, a redirect) checks it here again. Immutable, thread-safe.
public final class UrlPolicy {

    /// The longest URL that a client may order, in characters.
    public static final int LONGEST_ORDERED = 2_048;

    /// The longest URL that a redirect may lead to, in characters.
    public static final int LONGEST = 8_192;

    /// The ports of the web and their usual alternates.
    public static final Set<Integer> WEB_PORTS = Set.of(80, 443, 8080, 8443);

    private static final Pattern ABSOLUTE =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern SCHEME =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern ENDS_IN_NUMBER =
            Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Set<String> LOCAL_NAMES =
            Set.of("localhost", "local", "internal", "localdomain", "home.arpa");
    private static final Set<String> NEVER = Set.of("onion", "alt", "metadata.goog");

    /// What the host alone decides.
    private sealed interface Host {

        record Good(String canonical) implements Host {}

        record Bad(Refused refused) implements Host {}

        static Host bad(Reason reason, String message) {
            return new Bad(new Refused(reason, message));
        }
    }

    private final AddressPolicy addresses;
    private final Set<Integer> ports;

    /// @param addresses judges literal addresses
    /// @param ports the only ports that are connected to
    public UrlPolicy(AddressPolicy addresses, Set<Integer> ports) {
        this.addresses = addresses;
        this.ports = Set.copyOf(ports);
    }

    /// Public addresses on the web's ports.
    public static UrlPolicy standard() {
        return new UrlPolicy(AddressPolicy.publicOnly(), WEB_PORTS);
    }

    /// Checks what a client orders: at most {@link #LONGEST_ORDERED} characters.
    public UrlVerdict check(String text) {
        return check(text, LONGEST_ORDERED);
    }

    /// Checks a URL of at most that many characters.
    public UrlVerdict check(String text, int longest) {
        String url = trimmed(text);
        if (url.isEmpty()) {
            return refused(Reason.EMPTY, "must not be empty");
        }
        if (url.length() > longest) {
            return refused(Reason.TOO_LONG, "must have at most " + longest + " characters");
        }
        if (!isOrdinary(url)) {
            return refused(
                    Reason.FORBIDDEN_CHARACTER,
                    "must not contain spaces, backslashes, control or invisible characters");
        }
        Matcher parts = ABSOLUTE.matcher(url);
        if (!parts.matches()) {
            return notAbsolute(url);
        }
        if (!isWeb(parts.group(1))) {
            return refused(Reason.UNSUPPORTED_SCHEME, "must begin with http:// or https://");
        }
        String scheme = parts.group(1).length() == 4 ? "http" : "https";
        return withAuthority(scheme, parts.group(2), UrlTarget.canonical(parts.group(3)));
    }

    private static UrlVerdict notAbsolute(String url) {
        Matcher scheme = SCHEME.matcher(url);
        return scheme.matches() && !isWeb(scheme.group(1)) && !scheme.group(1).contains(".")
                ? refused(Reason.UNSUPPORTED_SCHEME, "must begin with http:// or https://")
                : refused(
                        Reason.NOT_ABSOLUTE,
                        "must be an absolute URL that begins with http:// or https://");
    }

    private static boolean isWeb(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }

    private UrlVerdict withAuthority(String scheme, String authority, String target) {
        if (authority.indexOf('@') >= 0) {
            return refused(Reason.USERINFO, "must not contain a user name or password");
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        String digits = hasPort ? authority.substring(colon + 1) : "";
        int port = digits.isEmpty() ? scheme.equals("https") ? 443 : 80 : port(digits);
        if (port < 0) {
            return refused(Reason.INVALID_PORT, "has an invalid port");
        }
        return switch (host(host)) {
            case Host.Bad(Refused refused) -> refused;
            case Host.Good(String canonical) ->
                    ports.contains(port)
                            ? whole(new ScanUrl(scheme, canonical, port, target))
                            : refused(Reason.FORBIDDEN_PORT, "port " + port + " is not allowed");
        };
    }

    private static UrlVerdict whole(ScanUrl url) {
        return url.text().length() > LONGEST
                ? refused(Reason.TOO_LONG, "is too long in its encoded form")
                : new Allowed(url);
    }

    private Host host(String host) {
        if (host.isEmpty() || host.indexOf('%') >= 0) {
            return Host.bad(Reason.INVALID_HOST, "has an empty or invalid host");
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            return bracketed(host.substring(1, host.length() - 1));
        }
        Optional<String> canonical = HostName.canonical(host);
        if (canonical.isEmpty()) {
            return Host.bad(Reason.INVALID_HOST, "has an empty or invalid host");
        }
        String name = canonical.get();
        if (ENDS_IN_NUMBER.matcher(name).matches()) {
            byte[] address = Literals.parseIpv4(host);
            return address == null
                    ? Host.bad(
                            Reason.AMBIGUOUS_HOST,
                            "has a host that some read as an address and others do not")
                    : literal(address, host);
        }
        return named(name);
    }

    private Host bracketed(String text) {
        byte[] address = Literals.parseIpv6(text);
        if (address == null) {
            return Host.bad(Reason.INVALID_HOST, "has an invalid IPv6 address");
        }
        if (text.indexOf('.') >= 0) {
            return Host.bad(
                    Reason.AMBIGUOUS_HOST,
                    "has an IPv6 address with an IPv4 address written in it");
        }
        return literal(address, "[" + Literals.text(address) + "]");
    }

    private Host literal(byte[] address, String host) {
        return addresses.refusal(address).isPresent()
                ? Host.bad(Reason.FORBIDDEN_ADDRESS, "names an address that is never scanned")
                : new Host.Good(host);
    }

    private Host named(String name) {
        boolean local = name.indexOf('.') < 0 || endsIn(name, LOCAL_NAMES);
        if (endsIn(name, NEVER) || local && !addresses.opensPrivateNetworks()) {
            return Host.bad(Reason.FORBIDDEN_NAME, "names a host that is never scanned");
        }
        return new Host.Good(name);
    }

    private static boolean endsIn(String name, Set<String> suffixes) {
        return suffixes.stream()
                .anyMatch(suffix -> name.equals(suffix) || name.endsWith("." + suffix));
    }

    private static int port(String digits) {
        if (digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535 ? port : -1;
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isOrdinary(String url) {
        int i = 0;
        while (i < url.length()) {
            int c = url.codePointAt(i);
            if (!isOrdinary(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isOrdinary(int c) {
        if (c == '\\') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    private static Refused refused(Reason reason, String message) {
        return new Refused(reason, message);
    }
}
