package com.xenlixai.scan.bench.engine;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.TopicSpec.Cleanup;
import com.xenlixai.scan.runtime.EngineLoad;
import com.xenlixai.scan.runtime.EngineLoad.Work;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The measurements of the stage engine, on a broker that runs already. Arguments: bootstrap
/// servers, then any of `small`, `large`, `latency`, `heap`; all of them by default. The commands
/// and figures are in `docs/performance.md`.
public final class EngineBench {

    private static final int PARTITIONS = 12;
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int AT_ONCE = 128;
    private static final Work NOTHING = (_, _, _) -> {};

    private final String broker;
    private final String run = "b" + System.currentTimeMillis();

    private EngineBench(String broker) {
        this.broker = broker;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println(
                    "usage: EngineBench BOOTSTRAP_SERVERS [small|large|latency|heap]...");
            System.exit(2);
        }
        var bench = new EngineBench(arguments[0]);
        List<String> which = List.of(arguments).subList(1, arguments.length);
        if (which.isEmpty() || which.contains("small")) {
            bench.throughput("1 KB", 1024, Integer.getInteger("small", 300_000));
        }
        if (which.isEmpty() || which.contains("large")) {
            bench.throughput("60 KB", 60 * 1024, Integer.getInteger("large", 10_000));
        }
        if (which.isEmpty() || which.contains("latency")) {
            bench.latency(Integer.getInteger("slow", 10_000), Integer.getInteger("spring", 1_500));
        }
        if (which.isEmpty() || which.contains("heap")) {
            bench.heap(Integer.getInteger("million", 1_000_000));
        }
    }

    /// No-op records a second, engine and plain batch listener in turns.
    private void throughput(String name, int bytes, int records) throws Exception {
        String topic = fill(name.replace(" ", "").toLowerCase(Locale.ROOT), bytes, records);
        List<Double> engine = new ArrayList<>();
        List<Double> spring = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Duration plain =
                    SpringLoad.batchListener(
                            broker, topic + "-spring-" + round, topic, records, NOTHING);
            Duration ours =
                    EngineLoad.run(
                            broker, topic + "-engine-" + round, topic, records, Map.of(), NOTHING);
            // The first round warms the machine up and does not count.
            if (round > 0) {
                spring.add(rate(records, plain));
                engine.add(rate(records, ours));
            }
        }
        System.out.printf(
                "%s, %,d records: engine %,.0f/s, batch listener %,.0f/s, ratio %.2f (medians of %d)%n",
                name,
                records,
                median(engine),
                median(spring),
                median(engine) / median(spring),
                ROUNDS);
    }

    /// Log-normal latency (median 400 ms, sigma 1), one in a hundred 12 s, at 128 in flight. The
    /// ideal is all work shared out evenly; even an engine that wastes nothing misses it, since a
    /// record of 12 s may be among the last to begin.
    private void latency(int records, int springRecords) throws Exception {
        String topic = fill("latency", 100, Math.max(records, springRecords));
        Work slow = (partition, offset, _) -> Thread.sleep(pause(partition, offset));
        Map<String, String> settings =
                Map.of("max-in-flight", Integer.toString(AT_ONCE), "interactive-reserve", "0");
        long cpu = cpu();
        Duration ours = EngineLoad.run(broker, topic + "-engine", topic, records, settings, slow);
        double used = (cpu() - cpu) / 1e9;
        Duration theirs =
                SpringLoad.asynchronousListener(
                        broker, topic + "-spring", topic, springRecords, AT_ONCE, slow);
        double mean = mean(records);
        System.out.printf(
                "latency, %,d records at %d in flight: engine %.1f s, %.0f %% of the ideal, where no"
                        + " waste at all gives %.0f %%, %.1f s CPU;"
                        + " asynchronous listener, %,d records: %.1f s, %.0f %%%n",
                records,
                AT_ONCE,
                seconds(ours),
                100 * mean * records / AT_ONCE / seconds(ours),
                100 * mean * records / AT_ONCE / withoutWaste(records),
                used,
                springRecords,
                seconds(theirs),
                100 * mean * springRecords / AT_ONCE / seconds(theirs));
    }

    /// Heap after a full collection, before and after many records.
    private void heap(int records) throws Exception {
        String topic = fill("heap", 200, records);
        EngineLoad.run(broker, topic + "-warm", topic, records / 10, Map.of(), NOTHING);
        long before = collected();
        EngineLoad.run(broker, topic + "-engine", topic, records, Map.of(), NOTHING);
        long after = collected();
        System.out.printf(
                "heap after a full collection: %,d KB before and %,d KB after %,d records%n",
                before / 1024, after / 1024, records);
    }

    private static long pause(int partition, long offset) {
        var random = new SplittableRandom(offset * 31 + partition);
        random.split();
        return random.nextInt(100) == 0
                ? 12_000
                : Math.round(400 * Math.exp(random.nextGaussian()));
    }

    /// In seconds, over the same draws as the run's.
    private static double mean(int records) {
        long sum = 0;
        for (int i = 0; i < records; i++) {
            sum += pause(i % PARTITIONS, i / PARTITIONS);
        }
        return sum / 1000.0 / records;
    }

    /// In seconds: each record begins in the moment in which a place gets free.
    private static double withoutWaste(int records) {
        var places = new PriorityQueue<Long>();
        for (int i = 0; i < AT_ONCE; i++) {
            places.add(0L);
        }
        long last = 0;
        for (int i = 0; i < records; i++) {
            long end = places.remove() + pause(i % PARTITIONS, i / PARTITIONS);
            places.add(end);
            last = Math.max(last, end);
        }
        return last / 1000.0;
    }

    private String fill(String name, int bytes, int records) throws Exception {
        String topic = run + "-" + name;
        var spec = new TopicSpec(topic, "none", true, Duration.ofDays(1), Cleanup.DELETE, 8 << 20);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(spec.toNewTopic(PARTITIONS, (short) 1))).all().get();
        }
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        var random = new SplittableRandom(1);
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        try (var producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<?> last = null;
            for (int i = 0; i < records; i++) {
                last = producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, value));
            }
            producer.flush();
            if (last != null) {
                last.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic could not be filled", e);
        }
        return topic;
    }

    private static long cpu() {
        var bean = ManagementFactory.getOperatingSystemMXBean();
        return bean instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    private static long collected() throws InterruptedException {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static double rate(int records, Duration taken) {
        return records / seconds(taken);
    }

    private static double seconds(Duration taken) {
        return taken.toNanos() / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
