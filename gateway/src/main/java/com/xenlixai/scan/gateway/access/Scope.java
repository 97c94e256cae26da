package com.xenlixai.scan.gateway.access;

import java.util.Optional;

/// What a key may be used for.
public enum Scope {
    /// Order, cancel and schedule scans.
    SCAN_WRITE("scan:write"),
    /// Read where scans stand, and their teasers.
    SCAN_READ("scan:read"),
    /// Read and unlock full reports, as far as the plan has them.
    FULL_READ("full:read"),
    /// Order scans that fetch a page although its site's robots.txt forbids it.
    ROBOTS_IGNORE("robots:ignore"),
    /// Erase scans and all that a tenant has.
    ADMIN("admin");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /// As people write it, as in `scan:read`.
    public String text() {
        return text;
    }

    /// The scope of that name; empty when there is none.
    public static Optional<Scope> of(String text) {
        for (Scope scope : values()) {
            if (scope.text.equals(text)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
