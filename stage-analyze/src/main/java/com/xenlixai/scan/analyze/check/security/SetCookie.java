package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Phrases;
import java.util.Locale;

/// A Set-Cookie line. The value is not kept.
record SetCookie(
        String name,
        boolean secure,
        boolean httpOnly,
        String sameSite,
        String path,
        boolean domain) {

    private static final Phrases SESSION_NAMES =
            Phrases.of(
                    "sess",
                    "sid",
                    "auth",
                    "token",
                    "jwt",
                    "login",
                    "phpsessid",
                    "jsessionid",
                    "connect.sid");

    static SetCookie parse(String line) {
        String[] parts = line.split(";");
        int equals = parts[0].indexOf('=');
        String name = (equals < 0 ? parts[0] : parts[0].substring(0, equals)).strip();
        boolean secure = false;
        boolean httpOnly = false;
        boolean domain = false;
        String sameSite = "";
        String path = "";
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].strip().split("=", 2);
            String value = pair.length > 1 ? pair[1].strip() : "";
            switch (pair[0].strip().toLowerCase(Locale.ROOT)) {
                case "secure" -> secure = true;
                case "httponly" -> httpOnly = true;
                case "domain" -> domain = !value.isEmpty();
                case "samesite" -> sameSite = value.toLowerCase(Locale.ROOT);
                case "path" -> path = value;
                default -> {}
            }
        }
        return new SetCookie(name, secure, httpOnly, sameSite, path, domain);
    }

    /// What is missing, or an empty string.
    String problem(boolean https) {
        if (name.startsWith("__Host-") && (!secure || domain || !path.equals("/"))) {
            return "__Host- needs Secure, Path=/ and no Domain";
        }
        if (name.startsWith("__Secure-") && !secure) {
            return "__Secure- needs Secure";
        }
        if (https && !secure) {
            return "Secure is missing";
        }
        if (sameSite.equals("none") && !secure) {
            return "SameSite=None needs Secure";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean session =
                SESSION_NAMES.in(lower) && !lower.contains("csrf") && !lower.contains("xsrf");
        if (session && !httpOnly) {
            return "HttpOnly is missing";
        }
        return sameSite.isEmpty() ? "SameSite is missing" : "";
    }
}
