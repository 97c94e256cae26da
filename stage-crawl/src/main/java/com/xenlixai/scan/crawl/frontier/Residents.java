package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The hosts of one partition that are in memory. When there are too many in the process, hosts
/// that only batches ask for stay on disk until others are done.
final class Residents {

    private static final int MOST_AT_ONCE = 1_000;

    private final Requests requests;
    private final AtomicInteger inProcess;
    private final int most;
    private final Map<String, Host> hosts = new HashMap<>();
    private final Map<String, Site> sites = new HashMap<>();
    private final Map<Lane, Rotation> rotations = new EnumMap<>(Lane.class);
    private boolean othersOnDisk;
    private boolean missed;
    private byte[] cursor = Requests.START;

    /// @param inProcess counts the hosts of all partitions
    /// @param most hosts in the process
    Residents(Requests requests, AtomicInteger inProcess, int most) {
        this.requests = requests;
        this.inProcess = inProcess;
        this.most = most;
        for (Lane lane : Lane.values()) {
            rotations.put(lane, new Rotation());
        }
    }

    Rotation rotation(Lane lane) {
        return Objects.requireNonNull(rotations.get(lane));
    }

    Collection<Host> all() {
        return hosts.values();
    }

    int count() {
        return hosts.size();
    }

    @Nullable Host known(String name) {
        return hosts.get(name);
    }

    /// The host, in memory from now on.
    Host host(String name, String site) {
        Host known = hosts.get(name);
        if (known != null) {
            return known;
        }
        byte[] stored = requests.host(name);
        String key = stored == null ? site : HostRecord.site(stored);
        Site group = sites.computeIfAbsent(key, Site::new);
        group.hosts++;
        Host host = new Host(name, group);
        if (stored != null) {
            HostRecord.decode(stored, host);
            group.inFlight += host.leases.size();
        }
        hosts.put(name, host);
        inProcess.incrementAndGet();
        return host;
    }

    /// The same, unless there is no room for it; then it is found again when there is.
    @Nullable Host hostIfRoom(String name, String site, Lane lane) {
        Host known = hosts.get(name);
        if (known == null && lane == Lane.BATCH && inProcess.get() >= most) {
            othersOnDisk = true;
            missed = true;
            return null;
        }
        return known == null ? host(name, site) : known;
    }

    /// The line of that request.
    Line line(Host host, RequestKey key) {
        for (Line line : host.lines) {
            RequestKey other = line.key;
            if (other.lane() == key.lane()
                    && other.tenant().equals(key.tenant())
                    && other.batch().equals(key.batch())) {
                return line;
            }
        }
        Line line = new Line(host, key, rotation(key.lane()).join(key));
        host.lines.add(line);
        return line;
    }

    void dropEmptyLines(Host host) {
        host.lines.removeIf(
                line -> {
                    boolean empty = line.isEmpty() && !line.enlisted;
                    if (empty) {
                        rotation(line.lane()).leave(line);
                    }
                    return empty;
                });
    }

    void remove(Host host) {
        host.gone = true;
        hosts.remove(host.name);
        inProcess.decrementAndGet();
        if (--host.site.hosts == 0) {
            sites.remove(host.site.key);
        }
    }

    void close() {
        inProcess.addAndGet(-hosts.size());
        hosts.clear();
    }

    /// Takes all requests in the store into account, as after a restart.
    ///
    /// @param onRequest looks at each
    void restore(Consumer<RequestKey> onRequest) {
        for (String name : requests.hostNames()) {
            host(name, name);
        }
        requests.each(
                (key, site, since) -> {
                    onRequest.accept(key);
                    Host host = hostIfRoom(key.host(), site, key.lane());
                    if (host != null && !host.leases(key)) {
                        line(host, key).add(new Line.Head(key.offset(), since));
                    }
                });
    }

    /// Brings hosts from disk while there is room.
    List<Host> refill() {
        List<Host> came = new ArrayList<>();
        if (!othersOnDisk || inProcess.get() >= most - most / 10) {
            return came;
        }
        for (int looked = 0; looked < MOST_AT_ONCE && inProcess.get() < most; looked++) {
            Requests.Found next = requests.first(cursor);
            if (next == null) {
                othersOnDisk = missed;
                missed = false;
                cursor = Requests.START;
                return came;
            }
            String name = next.key().host();
            cursor = Requests.afterHost(name);
            if (!hosts.containsKey(name)) {
                Host host = host(name, next.site());
                loadLines(host);
                came.add(host);
            }
        }
        return came;
    }

    private void loadLines(Host host) {
        byte[] from = Requests.ofHost(host.name);
        Requests.Found next = requests.first(from);
        while (next != null && next.key().host().equals(host.name)) {
            Line line = line(host, next.key());
            requests.after(next.key().at(-1), Line.AHEAD).stream()
                    .filter(head -> !host.leases(line.key.at(head.offset())))
                    .forEach(line::add);
            line.mayHaveMore();
            next = requests.first(Requests.afterLine(next.key()));
        }
    }
}
