package com.xenlixai.scan.bench.farm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// Web servers on 127.0.0.1, 127.0.0.2 … with one port, each answering all pages of the farm.
/// Threads are virtual, so thousands of slow answers may be under way at once. Thread-safe.
public final class SiteFarm implements AutoCloseable {

    private static final int MOST_HOSTS = 1_000;
    private static final int HOSTS_OF_A_NET = 250;
    private static final List<String> TRACE_HEADERS =
            List.of("traceparent", "tracestate", "baggage", "b3", "X-B3-TraceId");
    private static final int BIND_TRIES = 20;
    private static final int BACKLOG = 1024;

    static {
        // Without it, small answers on kept-alive connections wait 40 ms for Nagle's algorithm.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final List<HttpServer> servers;
    private final List<String> names;
    private final ExecutorService executor;
    private final int port;
    private final LongAdder traced = new LongAdder();
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final List<RequestListener> listeners = new CopyOnWriteArrayList<>();

    /// Told of each request as it arrives, on the thread that answers it.
    @FunctionalInterface
    public interface RequestListener {

        /// @param host the address that was asked
        /// @param target path and query
        void requested(String host, URI target);
    }

    /// Ends by being closed.
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private SiteFarm(List<HttpServer> servers, List<String> names, ExecutorService executor) {
        this.servers = List.copyOf(servers);
        this.names = List.copyOf(names);
        this.executor = executor;
        this.port = servers.getFirst().getAddress().getPort();
        for (HttpServer server : servers) {
            server.createContext("/", this::handle);
            server.setExecutor(executor);
            server.start();
        }
    }

    /// One host on a free port.
    public static SiteFarm start() {
        return start(1, 0);
    }

    /// That many hosts on one port.
    ///
    /// @param hosts 1 to 1000; addresses above 127.0.0.1 need a system that routes all of 127/8
    /// @param port 0 for a free one
    /// @throws IllegalStateException when the port is taken
    public static SiteFarm start(int hosts, int port) {
        if (hosts < 1 || hosts > MOST_HOSTS) {
            throw new IllegalArgumentException("hosts must be 1 to " + MOST_HOSTS + ": " + hosts);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                List<InetAddress> addresses = loopback(hosts);
                List<String> names = addresses.stream().map(InetAddress::getHostAddress).toList();
                return new SiteFarm(
                        bind(addresses, port), names, Executors.newVirtualThreadPerTaskExecutor());
            } catch (IOException e) {
                if (port != 0 || attempt == BIND_TRIES) {
                    throw new IllegalStateException("cannot listen on port " + port, e);
                }
            }
        }
    }

    /// Hosts with names of their own, on addresses that this machine must have.
    ///
    /// @param hosts name and address of each, in order
    public static SiteFarm start(SequencedMap<String, InetAddress> hosts, int port) {
        try {
            return new SiteFarm(
                    bind(List.copyOf(hosts.sequencedValues()), port),
                    List.copyOf(hosts.sequencedKeySet()),
                    Executors.newVirtualThreadPerTaskExecutor());
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on port " + port, e);
        }
    }

    private static List<InetAddress> loopback(int hosts) throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (int host = 1; host <= hosts; host++) {
            addresses.add(InetAddress.getByAddress(bytesOf(host)));
        }
        return addresses;
    }

    private static List<HttpServer> bind(List<InetAddress> addresses, int port) throws IOException {
        List<HttpServer> bound = new ArrayList<>();
        try {
            int wanted = port;
            for (InetAddress address : addresses) {
                HttpServer server =
                        HttpServer.create(new InetSocketAddress(address, wanted), BACKLOG);
                bound.add(server);
                wanted = server.getAddress().getPort();
            }
            return bound;
        } catch (BindException e) {
            bound.forEach(server -> server.stop(0));
            throw e;
        }
    }

    private static byte[] bytesOf(int host) {
        int net = (host - 1) / HOSTS_OF_A_NET;
        return new byte[] {127, 0, (byte) net, (byte) ((host - 1) % HOSTS_OF_A_NET + 1)};
    }

    /// The port that all hosts share.
    public int port() {
        return port;
    }

    /// How many hosts there are.
    public int hosts() {
        return servers.size();
    }

    /// The URL of a path on the first host.
    public String url(String path) {
        return url(1, path);
    }

    /// The URL of a path on one of the hosts, counted from 1.
    public String url(int host, String path) {
        if (host < 1 || host > servers.size()) {
            throw new IllegalArgumentException("no such host: " + host);
        }
        return "http://" + names.get(host - 1) + ":" + port + path;
    }

    /// An article of the farm's library, of about that many bytes.
    public static String article(int number, int bytes) {
        return LibraryPages.write(number, bytes).replace("{{origin}}", "https://library.example");
    }

    /// Paths of the pages that answer 200 with HTML and that robots.txt allows.
    public static List<String> paths() {
        return FarmPages.scannable();
    }

    /// An article of about 60 KB, another one for each number, as `/library/NUMBER` answers.
    public static String article(int number) {
        return LibraryPages.page(number, "http://127.0.0.1");
    }

    /// How often a path was asked for, on all hosts together, queries left out.
    public long requests(String path) {
        LongAdder count = requests.get(path);
        return count == null ? 0 : count.sum();
    }

    /// How many requests told of a trace of the scanner's; sites are owed none.
    public long traced() {
        return traced.sum();
    }

    /// Adds one who is told of each request, until the answer is closed.
    public Subscription listen(RequestListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.computeIfAbsent(path, _ -> new LongAdder()).increment();
            if (TRACE_HEADERS.stream().anyMatch(exchange.getRequestHeaders()::containsKey)) {
                traced.increment();
            }
            String host = exchange.getLocalAddress().getAddress().getHostAddress();
            listeners.forEach(listener -> listener.requested(host, exchange.getRequestURI()));
            FarmAnswer answer = FarmPages.answer(path, originOf(exchange));
            Thread.sleep(answer.delay());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean bodyless =
                    exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : answer.body().length);
            if (!bodyless) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String originOf(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host != null) {
            return "http://" + host;
        }
        InetSocketAddress local = exchange.getLocalAddress();
        return "http://" + local.getAddress().getHostAddress() + ":" + local.getPort();
    }
}
