package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class ContentChecks {

    private ContentChecks() {}

    public static List<Check> all() {
        return List.of(
                new MainHeading(),
                new WordCount(),
                new Readability(),
                new Placeholders(),
                new Mojibake(),
                new Stuffing(),
                new DatesAgree());
    }
}
