package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.url.Sites;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Each file and each host costs time.
final class Requests implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.requests",
                    Severity.LOW,
                    Grade.C,
                    "The page loads a moderate number of files",
                    "Each file, and above all each new host, costs time before it can be used.",
                    "Leave out, bundle or self-host what is shown.",
                    "https://developer.chrome.com/docs/performance/insights/third-parties");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Map<String, Integer> byHost = new TreeMap<>();
        int count = 0;
        List<WebUrl> urls = new ArrayList<>();
        page.facts().media().scripts().forEach(script -> add(urls, script.url()));
        page.facts().media().frames().forEach(frame -> add(urls, frame.url()));
        page.facts().media().loaded().forEach(one -> add(urls, one.url()));
        page.facts()
                .images()
                .forEach(image -> add(urls, image.loading().equals("lazy") ? null : image.url()));
        for (LinkTag link : page.facts().head().links()) {
            boolean fetched =
                    link.is("stylesheet")
                            || link.is("preload")
                            || link.is("modulepreload")
                            || link.is("icon")
                            || link.is("manifest");
            add(urls, fetched ? link.url() : null);
        }
        for (WebUrl url : new LinkedHashSet<>(urls)) {
            count++;
            if (!Sites.sameSite(url.host(), page.url().host())) {
                byHost.merge(url.host(), 1, Integer::sum);
            }
        }
        String value = count + " files, " + byHost.size() + " other hosts";
        Findings where = new Findings();
        byHost.forEach((host, files) -> where.add(host, files + (files == 1 ? " file" : " files")));
        double score = count <= 75 ? 1 : count <= 150 ? 0.5 : 0;
        if (byHost.size() > 10) {
            score = Math.min(score, 0.5);
        }
        return score == 1
                ? Verdict.pass(value)
                : Verdict.scored(score, "The page loads " + value, value, where);
    }

    private static void add(List<WebUrl> urls, @Nullable WebUrl url) {
        if (url != null) {
            urls.add(url);
        }
    }
}
