package com.xenlixai.scan.bench.guard;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A name server over UDP that knows the names of a test, and may answer otherwise each time. No
/// name has an IPv6 address.
final class FixtureDns implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int TYPE_A = 1;
    private static final int LARGEST = 512;
    private static final int NO_SUCH_NAME = 3;
    private static final int AUTHORITATIVE_ANSWER = 0x8580;

    private final DatagramSocket socket;
    private final Map<String, List<List<InetAddress>>> names = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    /// @param address where it listens, on port 53
    FixtureDns(InetAddress address) {
        try {
            socket = new DatagramSocket(53, address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for names on " + address, e);
        }
        Thread.ofPlatform().daemon().name("fixture-dns").start(this::serve);
    }

    /// Adds a name.
    ///
    /// @param answers each a set of addresses; given in turn, the last one again and again
    void put(String name, List<List<InetAddress>> answers) {
        names.put(name, List.copyOf(answers));
    }

    private void serve() {
        byte[] buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()).slice());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed, or a client that went away.
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        query.position(HEADER);
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(label, StandardCharsets.US_ASCII));
        }
        int type = query.getShort();
        query.getShort();
        byte[] question = new byte[query.position() - HEADER];
        query.get(HEADER, question);
        List<InetAddress> addresses = addresses(name.toString().toLowerCase(Locale.ROOT), type);
        boolean known = names.containsKey(name.toString().toLowerCase(Locale.ROOT));
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeShort(query.getShort(0));
            out.writeShort(AUTHORITATIVE_ANSWER | (known ? 0 : NO_SUCH_NAME));
            out.writeShort(1);
            out.writeShort(addresses.size());
            out.writeInt(0);
            out.write(question);
            for (InetAddress address : addresses) {
                // The name is where the question has it.
                out.writeShort(0xC00C);
                out.writeShort(TYPE_A);
                out.writeShort(1);
                out.writeInt(0);
                out.writeShort(4);
                out.write(address.getAddress());
            }
        }
        return bytes.toByteArray();
    }

    private List<InetAddress> addresses(String name, int type) {
        List<List<InetAddress>> answers = names.getOrDefault(name, List.of());
        if (type != TYPE_A || answers.isEmpty()) {
            return List.of();
        }
        int turn = asked.computeIfAbsent(name, _ -> new AtomicInteger()).getAndIncrement();
        return answers.get(Math.min(turn, answers.size() - 1));
    }

    @Override
    public void close() {
        socket.close();
    }
}
