package com.xenlixai.scan.local.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The committed Kubernetes manifests, read.
final class Manifests {

    static final String FOLDER = "deploy/kubernetes";

    private Manifests() {}

    static List<Map<?, ?>> all() {
        return Repository.files(FOLDER, ".yml").stream()
                .flatMap(file -> documents(file).stream())
                .toList();
    }

    static List<Map<?, ?>> ofKind(String kind) {
        return all().stream().filter(manifest -> kind.equals(manifest.get("kind"))).toList();
    }

    static String name(Map<?, ?> manifest) {
        return text(manifest, "metadata", "name");
    }

    /// The value at a path of names and, in lists, positions.
    static Object at(Object value, Object... path) {
        Object here = value;
        for (Object step : path) {
            Object next =
                    step instanceof Integer index
                            ? AlertRules.list(here).get(index)
                            : AlertRules.map(here).get(step);
            if (next == null) {
                throw new AssertionError("no " + step + " in " + here);
            }
            here = next;
        }
        return here;
    }

    static String text(Object value, Object... path) {
        return String.valueOf(at(value, path));
    }

    private static List<Map<?, ?>> documents(Path file) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(Repository.text(file)).spliterator(), false)
                .<Map<?, ?>>map(AlertRules::map)
                .toList();
    }
}
