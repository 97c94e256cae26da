package com.xenlixai.scan.analyze.check.social;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class SocialChecks {

    private SocialChecks() {}

    public static List<Check> all() {
        return List.of(
                new OpenGraphCore(), new OpenGraphImage(), new OpenGraphUrl(), new TwitterCard());
    }
}
