package com.xenlixai.scan.gateway.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// The addresses that are taken for one caller: a single IPv4 address, or the /64 of an IPv6
/// address, out of which one subscriber can pick a new one for every request.
///
/// @param bits the address, or the first half of it
record AddressBlock(boolean six, long bits) {

    static AddressBlock of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new AddressBlock(true, bytes.getLong())
                : new AddressBlock(false, bytes.getInt());
    }
}
