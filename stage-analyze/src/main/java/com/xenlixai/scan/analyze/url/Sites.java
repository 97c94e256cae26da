package com.xenlixai.scan.analyze.url;

import java.util.Set;

/// Which hosts belong together, and which are reachable by nobody else. The registrable domain is
/// taken from the shape of the name, with the public suffixes that most often have two labels.
public final class Sites {

    private static final Set<String> SECOND_LEVELS =
            Set.of(
                    "ac", "co", "com", "edu", "go", "gob", "gov", "ltd", "me", "mil", "ne", "net",
                    "nom", "or", "org", "plc", "sch");

    private static final Set<String> SHARED_HOSTS =
            Set.of(
                    "blogspot.com",
                    "github.io",
                    "gitlab.io",
                    "netlify.app",
                    "pages.dev",
                    "vercel.app",
                    "web.app",
                    "firebaseapp.com",
                    "herokuapp.com",
                    "azurewebsites.net",
                    "cloudfront.net",
                    "appspot.com",
                    "myshopify.com",
                    "wordpress.com",
                    "wixsite.com",
                    "workers.dev",
                    "onrender.com",
                    "fly.dev",
                    "s3.amazonaws.com");

    private Sites() {}

    /// The part of a host name that someone registered: `shop.example.co.uk` gives `example.co.uk`.
    public static String registrable(String host) {
        if (host.startsWith("[") || isDottedNumber(host)) {
            return host;
        }
        int last = host.lastIndexOf('.');
        if (last <= 0) {
            return host;
        }
        int second = host.lastIndexOf('.', last - 1);
        if (second < 0) {
            return host;
        }
        String two = host.substring(second + 1);
        boolean longer =
                SHARED_HOSTS.contains(two)
                        || host.length() - last == 3
                                && SECOND_LEVELS.contains(host.substring(second + 1, last));
        if (!longer) {
            return two;
        }
        int third = host.lastIndexOf('.', second - 1);
        return host.substring(third + 1);
    }

    public static boolean sameSite(String host, String other) {
        return host.equals(other) || registrable(host).equals(registrable(other));
    }

    /// Why nobody outside can reach the host, or an empty string when they can.
    public static String privateReason(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return "localhost";
        }
        if (host.endsWith(".local") || host.endsWith(".internal") || host.endsWith(".test")) {
            return "a name of a private network";
        }
        if (isDottedNumber(host) && isPrivateAddress(host) || host.equals("[::1]")) {
            return "a private address";
        }
        return "";
    }

    /// Whether the name says that the host is for trying things out.
    public static boolean isStaging(String host) {
        String first = host.substring(0, Math.max(0, host.indexOf('.')));
        return first.equals("staging")
                || first.equals("stage")
                || first.equals("dev")
                || first.equals("preprod")
                || first.equals("uat")
                || first.startsWith("staging-")
                || first.endsWith("-staging");
    }

    private static boolean isDottedNumber(String host) {
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }

    private static boolean isPrivateAddress(String host) {
        String[] parts = host.split("\\.");
        int first = octet(parts, 0);
        int second = octet(parts, 1);
        return first == 10
                || first == 127
                || first == 0
                || first == 192 && second == 168
                || first == 172 && second >= 16 && second <= 31
                || first == 169 && second == 254;
    }

    private static int octet(String[] parts, int index) {
        return index < parts.length && parts[index].length() <= 3 && !parts[index].isEmpty()
                ? Integer.parseInt(parts[index])
                : -1;
    }
}
