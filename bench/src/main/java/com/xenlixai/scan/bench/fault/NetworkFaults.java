package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.Brokers.Side;
import com.xenlixai.scan.bench.cluster.ChaosProxy.Weather;
import java.time.Duration;
import java.util.List;

/// The network between services and broker, and services of others.
final class NetworkFaults {

    private static final Duration AWHILE = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofSeconds(30);

    private NetworkFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                        "F29",
                        "language model refuses, stalls, talks nonsense",
                        NetworkFaults::badModel),
                weather("F17a", "gateways cut off for 15 s", Side.GATEWAYS, Weather.SILENT, AWHILE),
                weather("F17b", "gateways reset for 15 s", Side.GATEWAYS, Weather.REFUSED, AWHILE),
                weather("F18a", "stages hear nothing for 30 s", Side.STAGES, Weather.DEAF, LONG),
                weather(
                        "F18b",
                        "gateways hear nothing for 15 s",
                        Side.GATEWAYS,
                        Weather.DEAF,
                        AWHILE),
                weather(
                        "F19",
                        "200 ms and 1 Mbit/s to the broker for 30 s",
                        Side.STAGES,
                        Weather.slow(Duration.ofMillis(200), Duration.ofMillis(100), 1_000_000 / 8),
                        LONG));
    }

    private static Fault weather(
            String id, String name, Side side, Weather weather, Duration duration) {
        return Fault.of(
                id,
                name,
                Fault.Stage.WEATHER,
                scene -> {
                    scene.cluster().brokers().change(side, weather);
                    try {
                        Thread.sleep(duration);
                    } finally {
                        scene.cluster().brokers().change(side, Weather.FAIR);
                    }
                });
    }

    private static void badModel(Scene scene) throws InterruptedException {
        for (ModelStub.Mood mood : ModelStub.Mood.values()) {
            scene.model().be(mood);
            Thread.sleep(Duration.ofSeconds(4));
        }
        scene.model().be(ModelStub.Mood.REFUSES);
    }
}
