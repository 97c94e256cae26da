package com.xenlixai.scan.bench.crawl;

import com.xenlixai.scan.local.embedded.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/// The {@link PageServer} that is fetched from.
final class Sites implements AutoCloseable {

    static final int HOSTS = 50;

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Process process;
    private final int port;

    private Sites(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Sites start(Path log) throws IOException, InterruptedException {
        int port = FreePort.find();
        ProcessBuilder builder =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                PageServer.class.getName(),
                                Integer.toString(HOSTS),
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var sites = new Sites(builder.start(), port);
        try {
            sites.awaitReady();
            return sites;
        } catch (RuntimeException | InterruptedException e) {
            sites.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    String host(int number) {
        return "127.0.0." + (1 + number % HOSTS);
    }

    /// @param path without its slash; pages begin with `p`
    String url(int number, String path) {
        return "http://" + host(number) + ":" + port + "/" + path;
    }

    private void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("the page server does not start");
            }
            Thread.sleep(LOOK);
        }
    }

    private boolean answers() {
        // The last host listens last.
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(HOSTS - 1), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
