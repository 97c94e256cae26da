package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class SchemaChecks {

    private SchemaChecks() {}

    public static List<Check> all() {
        return List.of(
                new Parses(),
                new ContextAndType(),
                new RequiredProperties(),
                new RecommendedProperties(),
                new ValuesValid(),
                new VisibleContent(),
                new RetiredTypes(),
                new SiteIdentity(),
                new SyntaxConflict());
    }
}
