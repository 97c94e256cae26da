package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Where a request stands in the queue store. The offset it came from is its place in the line, so
/// a record that is taken in again after a crash finds itself there.
///
/// @param host whom to ask
/// @param tenant whose scan it is
/// @param batch of which batch, or empty
/// @param offset in the topic of its lane
record RequestKey(String host, Lane lane, String tenant, String batch, long offset) {

    RequestKey {
        host = host.replace('\0', ' ');
        tenant = tenant.replace('\0', ' ');
        batch = batch.replace('\0', ' ');
    }

    byte[] bytes() {
        byte[] prefix = prefix();
        return ByteBuffer.allocate(prefix.length + Long.BYTES).put(prefix).putLong(offset).array();
    }

    /// What all requests of one line begin with.
    byte[] prefix() {
        String text = host + '\0' + letter(lane) + tenant + '\0' + batch + '\0';
        return text.getBytes(StandardCharsets.UTF_8);
    }

    RequestKey at(long other) {
        return new RequestKey(host, lane, tenant, batch, other);
    }

    static RequestKey parse(byte[] bytes) {
        int end = bytes.length - Long.BYTES;
        String[] parts = new String(bytes, 0, end, StandardCharsets.UTF_8).split("\0", -1);
        if (parts.length != 4 || parts[1].isEmpty()) {
            throw new IllegalArgumentException("no key of a request");
        }
        return new RequestKey(
                parts[0],
                parts[1].charAt(0) == letter(Lane.INTERACTIVE) ? Lane.INTERACTIVE : Lane.BATCH,
                parts[1].substring(1),
                parts[2],
                ByteBuffer.wrap(bytes, end, Long.BYTES).getLong());
    }

    private static char letter(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> 'a';
            case BATCH -> 'b';
        };
    }
}
