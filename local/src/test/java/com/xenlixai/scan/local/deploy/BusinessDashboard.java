package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Panel.series;
import static com.xenlixai.scan.local.deploy.Panel.stat;

import java.util.List;

/// What the pipeline does for the business.
final class BusinessDashboard {

    static final Dashboard CONTENT =
            new Dashboard(
                    "business",
                    "Business",
                    "Scans, teasers shown and reports unlocked.",
                    List.of(),
                    List.of(
                            stat(
                                    "Premium conversions, range",
                                    "short",
                                    "Full reports unlocked within the time shown.",
                                    "sum(increase(scan_premium_conversions_total{$J}[$__range]))"),
                            stat(
                                    "Teaser views, range",
                                    "short",
                                    "Teasers read within the time shown.",
                                    "sum(increase(scan_teaser_views_total{$J}[$__range]))"),
                            stat(
                                    "Conversion rate",
                                    "percentunit",
                                    "Reports unlocked for each teaser shown.",
                                    "sum(increase(scan_premium_conversions_total{$J}[$__range])) /"
                                            + " sum(increase(scan_teaser_views_total{$J}[$__range]))"),
                            stat(
                                    "Active scan jobs",
                                    "short",
                                    "Scans that have not ended.",
                                    "sum(max by (status, instance) (scan_jobs_active{$J}))"),
                            series(
                                    "Scans by mode and tier",
                                    "reqps",
                                    "Scans accepted, single or in a batch.",
                                    "{{mode}} {{tier}}",
                                    "sum by (mode, tier) (rate(scan_jobs_submitted_total{$J}[$i]))"),
                            series(
                                    "Scans by outcome",
                                    "reqps",
                                    "How scans end.",
                                    "{{outcome}}",
                                    "sum by (outcome) (rate(scan_jobs_finished_total{$J}[$i]))"),
                            series(
                                            "Time to teaser p50 / p95",
                                            "s",
                                            "From submission to the first score on the screen.",
                                            "p50",
                                            quantile("0.50"))
                                    .and("p95", quantile("0.95"))));

    private BusinessDashboard() {}

    private static String quantile(String quantile) {
        return "histogram_quantile(%s, sum by (le) (rate(scan_job_teaser_seconds_bucket{$J}[$i])))"
                .formatted(quantile);
    }
}
