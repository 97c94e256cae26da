package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class SecurityChecks {

    private SecurityChecks() {}

    public static List<Check> all() {
        return List.of(
                new Https(),
                new Hsts(),
                new ContentSecurity(),
                new Framing(),
                new Hardening(),
                new MixedContent(),
                new Cookies(),
                new SubresourceIntegrity(),
                new Secrets());
    }
}
