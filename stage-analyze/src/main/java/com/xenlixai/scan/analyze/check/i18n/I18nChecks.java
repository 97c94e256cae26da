package com.xenlixai.scan.analyze.check.i18n;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class I18nChecks {

    private I18nChecks() {}

    public static List<Check> all() {
        return List.of(
                new LangDeclared(),
                new LangContent(),
                new HreflangValid(),
                new HreflangCluster(),
                new XDefault());
    }
}
