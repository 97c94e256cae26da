package com.xenlixai.scan.bench.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a cluster consists of.
///
/// @param folder where data and logs go
/// @param instances how many of each service
/// @param environment variables that every service gets
/// @param jvmOptions options that every service's JVM gets besides its heap limit
public record ClusterPlan(
        Path folder,
        Map<Service, Integer> instances,
        Map<String, String> environment,
        List<String> jvmOptions) {

    public ClusterPlan {
        instances = Map.copyOf(instances);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /// One of each service, which may fetch from loopback.
    ///
    /// @param farmPort the port that the scanned sites listen on
    public static ClusterPlan oneOfEach(Path folder, int farmPort) {
        Map<Service, Integer> instances = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            instances.put(service, 1);
        }
        return new ClusterPlan(
                folder,
                instances,
                Map.of(
                        "XENLIX_CRAWL_ALLOW_NETWORKS",
                        "127.0.0.0/8",
                        "XENLIX_CRAWL_ALLOW_PORTS",
                        Integer.toString(farmPort)),
                List.of("-XX:+UseSerialGC"));
    }

    /// The same with that many of one service.
    public ClusterPlan with(Service service, int count) {
        Map<Service, Integer> changed = new LinkedHashMap<>(instances);
        changed.put(service, count);
        return new ClusterPlan(folder, changed, environment, jvmOptions);
    }

    /// The same with one more variable for every service.
    public ClusterPlan with(String variable, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.put(variable, value);
        return new ClusterPlan(folder, instances, changed, jvmOptions);
    }

    /// The same with more options for every service's JVM.
    public ClusterPlan withOptions(List<String> more) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(more);
        return new ClusterPlan(folder, instances, environment, options);
    }
}
