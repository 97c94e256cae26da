package com.xenlixai.scan.local.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a service serves on `/metrics` at one moment.
///
/// @param series every series, a name with its labels
record Scrape(List<Series> series) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+.*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /// One line of it.
    record Series(String name, Map<String, String> labels) {}

    static Scrape of(String target) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create("http://" + target + "/metrics"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return parse(answer.body());
        }
    }

    static Scrape parse(String text) {
        List<Series> found = new ArrayList<>();
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(
                        line -> {
                            Matcher matcher = LINE.matcher(line);
                            if (!matcher.matches()) {
                                throw new IllegalArgumentException("no series: " + line);
                            }
                            found.add(new Series(matcher.group(1), labels(matcher.group(2))));
                        });
        return new Scrape(found);
    }

    Set<String> names() {
        return series.stream().map(Series::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher pairs = LABEL.matcher(text);
            while (pairs.find()) {
                labels.put(pairs.group(1), pairs.group(2));
            }
        }
        return labels;
    }
}
