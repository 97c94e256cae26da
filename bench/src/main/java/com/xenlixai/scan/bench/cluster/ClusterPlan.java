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
/// @param own variables that one service gets besides
/// @param jvmOptions options that every service's JVM gets besides its heap limit
/// @param brokers one, or three that keep three copies
/// @param brokerSettings settings of every broker besides those that follow from their number
/// @param weather whether services reach the brokers through a network whose weather can change
public record ClusterPlan(
        Path folder,
        Map<Service, Integer> instances,
        Map<String, String> environment,
        Map<Service, Map<String, String>> own,
        List<String> jvmOptions,
        int brokers,
        Map<String, String> brokerSettings,
        boolean weather) {

    public ClusterPlan {
        instances = Map.copyOf(instances);
        environment = Map.copyOf(environment);
        own = Map.copyOf(own);
        jvmOptions = List.copyOf(jvmOptions);
        brokerSettings = Map.copyOf(brokerSettings);
    }

    /// One of each service, which may fetch from loopback.
    ///
    /// @param farmPort the port that the scanned sites listen on
    public static ClusterPlan oneOfEach(Path folder, int farmPort) {
        return inOperation(folder)
                .with("XENLIX_CRAWL_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("XENLIX_CRAWL_ALLOW_PORTS", Integer.toString(farmPort));
    }

    /// One of each service, as in operation: it fetches from public addresses alone.
    public static ClusterPlan inOperation(Path folder) {
        Map<Service, Integer> instances = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            instances.put(service, 1);
        }
        return new ClusterPlan(
                folder,
                instances,
                Map.of(),
                Map.of(),
                List.of("-XX:+UseSerialGC"),
                1,
                Map.of(),
                false);
    }

    /// The same with that many of one service.
    public ClusterPlan with(Service service, int count) {
        Map<Service, Integer> changed = new LinkedHashMap<>(instances);
        changed.put(service, count);
        return copy(changed, environment, jvmOptions, brokers, weather);
    }

    /// The same with one more variable for every service.
    public ClusterPlan with(String variable, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.put(variable, value);
        return copy(instances, changed, jvmOptions, brokers, weather);
    }

    /// The same with one more variable for one service.
    public ClusterPlan with(Service service, String variable, String value) {
        Map<String, String> variables = new LinkedHashMap<>(own.getOrDefault(service, Map.of()));
        variables.put(variable, value);
        Map<Service, Map<String, String>> changed = new LinkedHashMap<>(own);
        changed.put(service, Map.copyOf(variables));
        return new ClusterPlan(
                folder,
                instances,
                environment,
                changed,
                jvmOptions,
                brokers,
                brokerSettings,
                weather);
    }

    /// The same with more options for every service's JVM.
    public ClusterPlan withJvmOptions(List<String> more) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.addAll(more);
        return copy(instances, environment, all, brokers, weather);
    }

    /// The same with that many brokers.
    public ClusterPlan withBrokers(int count) {
        return copy(instances, environment, jvmOptions, count, weather);
    }

    /// The same with more settings for every broker.
    public ClusterPlan withBrokerSettings(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(brokerSettings);
        all.putAll(more);
        return new ClusterPlan(
                folder, instances, environment, own, jvmOptions, brokers, all, weather);
    }

    /// The same with a network whose weather can change.
    public ClusterPlan withWeather() {
        return copy(instances, environment, jvmOptions, brokers, true);
    }

    private ClusterPlan copy(
            Map<Service, Integer> services,
            Map<String, String> variables,
            List<String> options,
            int brokerCount,
            boolean changeable) {
        return new ClusterPlan(
                folder, services, variables, own, options, brokerCount, brokerSettings, changeable);
    }
}
