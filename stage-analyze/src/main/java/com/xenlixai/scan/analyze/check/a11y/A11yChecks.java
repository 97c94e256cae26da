package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class A11yChecks {

    private A11yChecks() {}

    public static List<Check> all() {
        return List.of(
                new Labels(),
                new ButtonName(),
                new LinkName(),
                new FrameTitle(),
                new HeadingOrder(),
                new MainLandmark(),
                new Zoomable(),
                new AriaValid(),
                new Captions());
    }
}
