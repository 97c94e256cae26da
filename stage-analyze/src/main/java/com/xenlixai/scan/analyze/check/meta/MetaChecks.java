package com.xenlixai.scan.analyze.check.meta;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class MetaChecks {

    private MetaChecks() {}

    public static List<Check> all() {
        return List.of(
                new TitlePresent(),
                new TitleLength(),
                new DescriptionPresent(),
                new DescriptionLength(),
                new CharsetDeclared(),
                new ViewportDeclared(),
                new DoctypePresent(),
                new FaviconPresent());
    }
}
