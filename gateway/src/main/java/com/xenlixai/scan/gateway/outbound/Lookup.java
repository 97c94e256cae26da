package com.xenlixai.scan.gateway.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Where names become addresses, as `InetAddress.getAllByName` does it.
@FunctionalInterface
public interface Lookup {
    InetAddress[] all(String name) throws UnknownHostException;
}
