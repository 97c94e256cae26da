package com.xenlixai.scan.local.deploy;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/// The settings that services understand: components of their settings records, and placeholders
/// in their configuration files.
final class KnownSettings {

    private static final String ROOT = "com.xenlixai.scan";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(xenlix\\.[a-z.-]+)");
    private static final Set<String> FILES =
            Set.of(
                    "stage-runtime/src/main/resources/stage-runtime.yml",
                    "stage-crawl/src/main/resources/crawl.yml",
                    "stage-analyze/src/main/resources/analyze.yml",
                    "stage-generate/src/main/resources/generate.yml",
                    "gateway/src/main/resources/gateway.yml");

    private final Set<String> keys = new TreeSet<>();

    static KnownSettings ofAllServices() {
        var known = new KnownSettings();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        scanner.findCandidateComponents(ROOT)
                .forEach(found -> known.add(String.valueOf(found.getBeanClassName())));
        for (String file : FILES) {
            Matcher matcher = PLACEHOLDER.matcher(Repository.text(file));
            while (matcher.find()) {
                known.keys.add(matcher.group(1));
            }
        }
        return known;
    }

    /// Names in the properties form, as in `xenlix.kafka.bootstrap-servers`.
    Set<String> keys() {
        return keys;
    }

    /// Whether an environment variable sets one of them.
    boolean isVariable(String variable) {
        return keys.stream().anyMatch(key -> variableOf(key).equals(variable));
    }

    private static String variableOf(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private void add(String className) {
        try {
            Class<?> type = Class.forName(className);
            ConfigurationProperties annotation = type.getAnnotation(ConfigurationProperties.class);
            if (annotation != null && type.isRecord()) {
                String prefix =
                        annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
                addComponents(prefix, type);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addComponents(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key =
                    prefix
                            + "."
                            + component
                                    .getName()
                                    .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                                    .toLowerCase(Locale.ROOT);
            Class<?> value = component.getType();
            if (value.isRecord() && value.getName().startsWith(ROOT)) {
                addComponents(key, value);
            } else {
                keys.add(key);
            }
        }
    }
}
