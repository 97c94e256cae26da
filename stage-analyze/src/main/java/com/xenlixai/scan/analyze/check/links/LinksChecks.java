package com.xenlixai.scan.analyze.check.links;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class LinksChecks {

    private LinksChecks() {}

    public static List<Check> all() {
        return List.of(
                new Crawlable(),
                new LinkText(),
                new DeadEnd(),
                new UnsafeTarget(),
                new Fragments());
    }
}
