package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.crawl.fetch.Resolver.Resolution;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a URL and the network: gives out only addresses that may be connected to, and
/// looks once more at the very address that a socket is about to connect to. Thread-safe.
public final class AddressGuard {

    private static final Duration DNS_PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_ANSWERS = 64;

    /// What the guard says of a URL.
    sealed interface Admission {

        /// Any of these may be connected to, and nothing else.
        record Admitted(List<InetAddress> addresses) implements Admission {}

        /// Nothing may be connected to.
        record Refused(Problem problem) implements Admission {}
    }

    private final AddressPolicy policy;
    private final Resolver resolver;
    private final AtomicLong refusedAtConnect = new AtomicLong();

    public AddressGuard(AddressPolicy policy, Resolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /// Resolves the URL's host once. One forbidden answer among others refuses them all, since it
    /// may be the one that counts elsewhere; only local names, which an operator has opened, keep
    /// their admissible answers.
    Admission admit(ScanUrl url, Deadline deadline) throws InterruptedException {
        byte[] literal = url.address();
        if (literal != null) {
            return judged(List.of(address(url.bareHost(), literal)), false);
        }
        return switch (resolver.resolve(url.host(), deadline.within(DNS_PATIENCE))) {
            case Resolution.Found(List<InetAddress> answers) ->
                    answers.size() > MOST_ANSWERS
                            ? new Admission.Refused(Problem.DNS_FLOOD)
                            : judged(answers, isLocal(url.host()));
            case Resolution.Unknown _ -> new Admission.Refused(Problem.DNS_UNKNOWN);
            case Resolution.Unavailable _ -> new Admission.Refused(Problem.DNS_TEMPORARY);
        };
    }

    private Admission judged(List<InetAddress> answers, boolean local) {
        List<InetAddress> admissible = answers.stream().filter(this::admits).toList();
        boolean admitted = local ? !admissible.isEmpty() : admissible.size() == answers.size();
        return admitted
                ? new Admission.Admitted(admissible)
                : new Admission.Refused(Problem.BLOCKED_ADDRESS);
    }

    private static boolean isLocal(String host) {
        return host.indexOf('.') < 0 || host.endsWith(".localhost");
    }

    /// Whether that address may be connected to: the last gate, asked by the socket itself.
    boolean admits(InetAddress address) {
        return policy.refusal(address.getAddress()).isEmpty();
    }

    /// Counts a connect that only the last gate has stopped; anything but zero is a bug of ours.
    void refusedAtConnect() {
        refusedAtConnect.incrementAndGet();
    }

    /// Connects that only the last gate has stopped.
    public long connectsRefused() {
        return refusedAtConnect.get();
    }

    private static InetAddress address(String host, byte[] bytes) {
        try {
            return InetAddress.getByAddress(host, bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of 4 or 16 bytes", e);
        }
    }
}
