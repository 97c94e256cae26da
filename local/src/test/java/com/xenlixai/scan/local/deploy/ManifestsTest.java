package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Manifests.at;
import static com.xenlixai.scan.local.deploy.Manifests.name;
import static com.xenlixai.scan.local.deploy.Manifests.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.url.AddressPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    private static final Map<String, Integer> SERVICES =
            Map.of(
                    "gateway", 8080,
                    "stage-crawl", 8081,
                    "stage-analyze", 8082,
                    "stage-generate", 8083);

    @Test
    void everyFileIsPartOfTheWhole() {
        Set<String> files =
                Repository.files(Manifests.FOLDER, ".yml").stream()
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .filter(file -> !file.equals("kustomization.yml"))
                        .collect(Collectors.toCollection(TreeSet::new));
        Object listed = at(Manifests.ofKind("Kustomization").getFirst(), "resources");
        assertThat(AlertRules.list(listed).stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void everyServiceIsDeployedWithItsPort() {
        assertThat(Manifests.ofKind("Deployment"))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrderElementsOf(SERVICES.keySet());
        for (Map<?, ?> deployment : Manifests.ofKind("Deployment")) {
            Object container = container(deployment);
            assertThat(at(container, "ports", 0, "containerPort"))
                    .isEqualTo(SERVICES.get(name(deployment)));
            assertThat(text(container, "env", 0, "value"))
                    .isEqualTo(String.valueOf(SERVICES.get(name(deployment))));
        }
        for (Map<?, ?> service : Manifests.ofKind("Service")) {
            assertThat(at(service, "spec", "ports", 0, "port"))
                    .isEqualTo(SERVICES.get(name(service)));
            assertThat(text(service, "spec", "selector", "app.kubernetes.io/name"))
                    .isEqualTo(name(service));
        }
        assertThat(Manifests.ofKind("Service")).hasSize(SERVICES.size());
        assertThat(Manifests.ofKind("PodDisruptionBudget")).hasSize(SERVICES.size());
    }

    @Test
    void probesAskWhatTheyAreMeantToAsk() {
        for (Map<?, ?> deployment : Manifests.ofKind("Deployment")) {
            Object container = container(deployment);
            assertThat(text(container, "startupProbe", "httpGet", "path")).isEqualTo("/livez");
            assertThat(text(container, "livenessProbe", "httpGet", "path")).isEqualTo("/livez");
            assertThat(text(container, "readinessProbe", "httpGet", "path")).isEqualTo("/readyz");
        }
    }

    @Test
    void podsGetTheTimeToDrainAndNoRightsToSpare() {
        for (Map<?, ?> deployment : Manifests.ofKind("Deployment")) {
            Object pod = at(deployment, "spec", "template", "spec");
            assertThat((Integer) at(pod, "terminationGracePeriodSeconds")).isEqualTo(75);
            assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
            Object security = at(container(deployment), "securityContext");
            assertThat(at(security, "readOnlyRootFilesystem")).isEqualTo(true);
            assertThat(at(security, "allowPrivilegeEscalation")).isEqualTo(false);
            assertThat(text(security, "capabilities", "drop", 0)).isEqualTo("ALL");
            assertThat(text(container(deployment), "resources", "limits", "memory"))
                    .isEqualTo(text(container(deployment), "resources", "requests", "memory"));
        }
    }

    @Test
    void imagesArePinned() {
        List<?> pinned =
                AlertRules.list(at(Manifests.ofKind("Kustomization").getFirst(), "images"));
        for (Map<?, ?> deployment : Manifests.ofKind("Deployment")) {
            assertThat(pinned)
                    .anySatisfy(
                            image -> {
                                assertThat(text(image, "name"))
                                        .isEqualTo(text(container(deployment), "image"));
                                assertThat(text(image, "newTag")).matches("\\d+\\.\\d+\\.\\d+");
                            });
        }
    }

    @Test
    void stagesScaleOnTheTopicsThatTheyConsume() {
        assertThat(Manifests.ofKind("ScaledObject"))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrder("stage-crawl", "stage-analyze", "stage-generate");
        for (Map<?, ?> scaled : Manifests.ofKind("ScaledObject")) {
            String stage = name(scaled);
            assertThat(text(scaled, "spec", "scaleTargetRef", "name")).isEqualTo(stage);
            assertThat((Integer) at(scaled, "spec", "maxReplicaCount"))
                    .isLessThanOrEqualTo(Topics.DEFAULT_WIDTH);
            List<?> byLag =
                    AlertRules.list(at(scaled, "spec", "triggers")).stream()
                            .filter(trigger -> text(trigger, "type").equals("kafka"))
                            .toList();
            assertThat(byLag)
                    .extracting(trigger -> text(trigger, "metadata", "topic"))
                    .containsExactlyInAnyOrder(
                            stage.replace("stage", "scan") + "-interactive",
                            stage.replace("stage", "scan") + "-batch")
                    .allSatisfy(topic -> assertThat(Topics.byName(topic)).isPresent());
            assertThat(byLag)
                    .allSatisfy(
                            trigger ->
                                    assertThat(text(trigger, "metadata", "consumerGroup"))
                                            .isEqualTo(stage));
        }
    }

    @Test
    void nothingIsAllowedUnlessNamed() {
        Map<?, ?> policy = policy("nothing-unless-allowed");
        assertThat(AlertRules.map(at(policy, "spec", "podSelector"))).isEmpty();
        assertThat(AlertRules.list(at(policy, "spec", "policyTypes")).stream().map(String::valueOf))
                .containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(AlertRules.map(at(policy, "spec")).containsKey("ingress")).isFalse();
        assertThat(AlertRules.map(at(policy, "spec")).containsKey("egress")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.96.0.1",
                "10.244.3.7",
                "172.20.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "127.0.0.1",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "198.18.0.1",
                "192.0.2.1",
                "203.0.113.9",
                "::1",
                "fd00::1",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2001:db8::1",
                "2002:a00:1::"
            })
    void neitherTheGuardNorTheNetworkLetsTheCrawlerThere(String address)
            throws UnknownHostException {
        assertThat(AddressPolicy.publicOnly().refusal(bytes(address))).isPresent();
        assertThat(networkAllows(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700::1111"})
    void publicAddressesAreReached(String address) throws UnknownHostException {
        assertThat(AddressPolicy.publicOnly().refusal(bytes(address))).isEmpty();
        assertThat(networkAllows(address)).isTrue();
    }

    private static boolean networkAllows(String address) throws UnknownHostException {
        byte[] bytes = bytes(address);
        boolean allowed = false;
        for (Object peer :
                AlertRules.list(at(policy("public-internet-only"), "spec", "egress", 0, "to"))) {
            boolean inside = contains(text(peer, "ipBlock", "cidr"), bytes);
            for (Object except : AlertRules.list(at(peer, "ipBlock", "except"))) {
                inside &= !contains(String.valueOf(except), bytes);
            }
            allowed |= inside;
        }
        return allowed;
    }

    private static boolean contains(String network, byte[] address) throws UnknownHostException {
        int slash = network.indexOf('/');
        byte[] prefix = bytes(network.substring(0, slash));
        if (prefix.length != address.length) {
            return false;
        }
        int bits = Integer.parseInt(network.substring(slash + 1));
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((prefix[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String address) throws UnknownHostException {
        return InetAddress.getByName(address).getAddress();
    }

    private static Map<?, ?> policy(String name) {
        return Manifests.ofKind("NetworkPolicy").stream()
                .filter(manifest -> name(manifest).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Object container(Map<?, ?> deployment) {
        return at(deployment, "spec", "template", "spec", "containers", 0);
    }
}
