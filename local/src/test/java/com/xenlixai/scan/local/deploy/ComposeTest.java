package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// Everything that the compose file names exists on our side, as far as that can be known without
/// a container engine.
class ComposeTest {

    private static final Set<String> OURS =
            Set.of("gateway", "stage-crawl", "stage-analyze", "stage-generate");
    private static final Pattern PINNED = Pattern.compile(".+:v?\\d+\\.\\d+(\\.\\d+)?([._-].+)?");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

    private final Map<?, ?> file = new Yaml().load(Repository.text("docker-compose.yml"));
    private final Map<?, ?> services = map(file, "services");

    private static final Set<String> OF_SPRING =
            Set.of(
                    "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                    "LOGGING_STRUCTURED_FORMAT_CONSOLE");

    @Test
    void itHasAllServicesAndWhatTheyNeed() {
        assertThat(services.keySet().stream().map(String::valueOf))
                .containsAll(OURS)
                .contains("kafka", "postgres", "prometheus", "grafana");
    }

    @Test
    void threeBrokersKnowEachOtherAndAskForTwoCopiesInSync() {
        Map<?, ?> three = new Yaml().load(withVariables("deploy/three-brokers.env"));
        List<String> voters = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (String broker : List.of("kafka", "kafka-2", "kafka-3")) {
            Map<?, ?> service = map(map(three, "services"), broker);
            Map<?, ?> environment = map(service, "environment");
            voters.add(environment.get("KAFKA_NODE_ID") + "@" + broker + ":9093");
            addresses.add(broker + ":9092");
            assertThat(environment.get("KAFKA_ADVERTISED_LISTENERS"))
                    .isEqualTo("PLAINTEXT://" + broker + ":9092");
            assertThat(environment.get("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR")).isEqualTo(3);
            assertThat(environment.get("KAFKA_MIN_INSYNC_REPLICAS")).isEqualTo(2);
            assertThat(environment.get("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR")).isEqualTo(2);
            assertThat(strings(service.get("profiles")))
                    .isEqualTo(broker.equals("kafka") ? List.of() : List.of("three-brokers"));
        }
        for (String service : OURS) {
            Map<?, ?> environment = map(map(map(three, "services"), service), "environment");
            assertThat(environment.get("XENLIX_KAFKA_BOOTSTRAP_SERVERS"))
                    .isEqualTo(String.join(",", addresses));
            assertThat(environment.get("XENLIX_KAFKA_REPLICATION_FACTOR")).isEqualTo(3);
        }
        assertThat(
                        map(map(map(three, "services"), "kafka-3"), "environment")
                                .get("KAFKA_CONTROLLER_QUORUM_VOTERS"))
                .isEqualTo(String.join(",", voters));
    }

    /// The compose file with the variables of an environment file put in, or their defaults.
    private static String withVariables(String environmentFile) {
        Properties variables = new Properties();
        try {
            variables.load(new StringReader(Repository.text(environmentFile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return VARIABLE.matcher(Repository.text("docker-compose.yml"))
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        variables.getProperty(found.group(1), found.group(2))));
    }

    @Test
    void everyImageIsPinnedToAVersion() {
        for (Object name : services.keySet()) {
            Object image = map(services, name).get("image");
            if (image != null) {
                assertThat(image.toString()).as("%s", name).matches(PINNED);
            }
        }
        for (String line : Repository.text("Dockerfile").lines().toList()) {
            if (line.startsWith("FROM ")) {
                assertThat(line.split(" ")[1]).matches(PINNED);
            }
        }
    }

    @Test
    void ourServicesAreBuiltFromModulesWithAnExecutableJar() {
        for (String service : OURS) {
            Map<?, ?> build = map(map(services, service), "build");
            String module = String.valueOf(map(build, "args").get("SERVICE"));
            assertThat(module).isEqualTo(service);
            assertThat(Repository.text(module + "/pom.xml")).contains("spring-boot-maven-plugin");
            assertThat(Repository.text("Dockerfile")).contains(module);
        }
        assertThat(Files.exists(Repository.path("Dockerfile"))).isTrue();
    }

    @Test
    void everyMountedPathIsInTheRepositoryAndEveryVolumeIsDeclared() {
        Map<?, ?> volumes = map(file, "volumes");
        for (Object name : services.keySet()) {
            for (String mount : strings(map(services, name).get("volumes"))) {
                String source = mount.substring(0, mount.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(Repository.path(source.substring(2))).as("%s", name).exists();
                } else {
                    assertThat(volumes.containsKey(source)).as(source).isTrue();
                }
            }
        }
        assertThat(Repository.path("deploy/prometheus/prometheus.yml")).exists();
        assertThat(Repository.path("deploy/alertmanager/alertmanager.yml")).exists();
    }

    @Test
    void everyVariableOfOurServicesIsASettingThatExists() {
        KnownSettings known = KnownSettings.ofAllServices();
        for (String service : OURS) {
            for (Object variable : map(map(services, service), "environment").keySet()) {
                assertThat(known.isVariable(variable.toString()) || OF_SPRING.contains(variable))
                        .as("%s of %s is no setting of ours", variable, service)
                        .isTrue();
            }
        }
        assertThat(known.isVariable("XENLIX_NO_SUCH_SETTING")).isFalse();
    }

    @Test
    void onlyTheGatewayHasAFixedPortOnTheHostSoThatStagesScale() {
        for (Object name : services.keySet()) {
            Map<?, ?> service = map(services, name);
            assertThat(service.get("container_name")).as("%s", name).isNull();
            for (String port : strings(service.get("ports"))) {
                if (name.equals("gateway")) {
                    assertThat(port).endsWith("127.0.0.1}:8080:8080");
                } else {
                    assertThat(port).as("%s", name).doesNotContain(":");
                }
            }
        }
    }

    @Test
    void theGatewayIsToldWhetherItNeedsKeysSinceInAContainerItListensOnAllAddresses() {
        assertThat(Repository.text("Dockerfile")).contains("ENV SERVER_ADDRESS=0.0.0.0");
        assertThat(map(map(services, "gateway"), "environment").get("XENLIX_SECURITY_API_KEYS"))
                .isEqualTo("${XENLIX_SECURITY_API_KEYS:-false}");
    }

    @Test
    void prometheusScrapesEachServiceOnThePortThatItListensOn() {
        Map<?, ?> prometheus = new Yaml().load(Repository.text("deploy/prometheus/prometheus.yml"));
        List<String> scraped = new ArrayList<>();
        for (Object job : list(prometheus.get("scrape_configs"))) {
            for (Object target : list(((Map<?, ?>) job).get("dns_sd_configs"))) {
                Map<?, ?> discovery = (Map<?, ?>) target;
                for (String name : strings(discovery.get("names"))) {
                    scraped.add(name);
                    assertThat(discovery.get("port")).as(name).isEqualTo(portOf(name));
                }
            }
        }
        assertThat(scraped).containsExactlyInAnyOrderElementsOf(OURS);
    }

    @Test
    void serviceDependenciesAreServicesOfTheFile() {
        for (Object name : services.keySet()) {
            Object needed = map(services, name).get("depends_on");
            if (needed instanceof Map<?, ?> conditions) {
                for (Object other : conditions.keySet()) {
                    assertThat(services.containsKey(other)).as("%s of %s", other, name).isTrue();
                    assertThat(map(services, other).get("healthcheck")).as("%s", other).isNotNull();
                }
            }
        }
    }

    private static @Nullable Object portOf(String service) {
        String resource = service.replace("stage-", "");
        Map<?, ?> settings =
                new Yaml()
                        .load(
                                Repository.text(
                                        service + "/src/main/resources/" + resource + ".yml"));
        return map(settings, "server").get("port");
    }

    private static Map<?, ?> map(Map<?, ?> parent, Object key) {
        Object value = parent.get(key);
        if (value == null) {
            throw new AssertionError("nothing there: " + key);
        }
        return (Map<?, ?>) value;
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static List<String> strings(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }
}
