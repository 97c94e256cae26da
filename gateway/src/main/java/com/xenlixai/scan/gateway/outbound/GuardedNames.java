package com.xenlixai.scan.gateway.outbound;

import com.xenlixai.scan.contract.url.AddressPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves names within a time, on a few platform threads, since a look-up in the C library would
/// hold a virtual thread's carrier. One forbidden answer among others refuses them all; only local
/// names, which an operator has opened, keep their admissible answers. Thread-safe.
final class GuardedNames implements DnsResolver, AutoCloseable {

    private static final int THREADS = 8;
    private static final int MOST_WAITING = 256;
    private static final int MOST_ANSWERS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AddressPolicy policy;
    private final Lookup lookup;
    private final ThreadPoolExecutor threads;

    GuardedNames(AddressPolicy policy, Lookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
        threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().daemon().name("outbound-dns-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] answers = ask(host);
        InetAddress[] admissible =
                Arrays.stream(answers)
                        .filter(answer -> policy.refusal(answer.getAddress()).isEmpty())
                        .toArray(InetAddress[]::new);
        boolean admitted =
                isLocal(host) ? admissible.length > 0 : admissible.length == answers.length;
        if (!admitted || answers.length > MOST_ANSWERS) {
            throw new RefusedNameException();
        }
        return admissible;
    }

    /// The interface lets no other kind of exception through; {@link GuardedHttp} turns it into the
    /// one that callers know.
    static final class RefusedNameException extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private InetAddress[] ask(String host) throws UnknownHostException {
        try {
            Future<InetAddress[]> answer = threads.submit(() -> lookup.all(host));
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw new UnknownHostException("the host cannot be resolved");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    private static boolean isLocal(String host) {
        return host.indexOf('.') < 0 || host.endsWith(".localhost");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
