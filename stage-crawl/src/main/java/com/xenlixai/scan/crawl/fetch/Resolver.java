package com.xenlixai.scan.crawl.fetch;

import java.net.InetAddress;
import java.util.List;

/// Where host names become addresses.
@FunctionalInterface
public interface Resolver {

    /// What a name means.
    sealed interface Resolution {

        /// All A and AAAA records, at least one.
        record Found(List<InetAddress> addresses) implements Resolution {
            public Found {
                addresses = List.copyOf(addresses);
            }
        }

        /// There is no such name.
        record Unknown() implements Resolution {}

        /// Nobody could say in time.
        record Unavailable() implements Resolution {}
    }

    /// Resolves a name, at most until the deadline.
    Resolution resolve(String name, Deadline deadline) throws InterruptedException;
}
