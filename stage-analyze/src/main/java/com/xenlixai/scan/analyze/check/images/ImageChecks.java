package com.xenlixai.scan.analyze.check.images;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class ImageChecks {

    private ImageChecks() {}

    public static List<Check> all() {
        return List.of(
                new AltPresent(),
                new AltQuality(),
                new Dimensions(),
                new HeroEager(),
                new Delivery());
    }
}
