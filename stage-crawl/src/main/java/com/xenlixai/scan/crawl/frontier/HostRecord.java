package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Cause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A host as it stands in the store: what must survive a crash and a move of the partition.
final class HostRecord {

    private static final int VERSION = 1;

    private HostRecord() {}

    static byte[] encode(Host host) {
        var bytes = new ByteArrayOutputStream(128);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(host.site.key);
            out.writeLong(host.nextAt);
            out.writeLong(host.pausedUntil);
            out.writeLong(host.delay);
            out.writeInt(host.errors);
            out.writeInt(host.silent);
            Cause last = host.last;
            out.writeUTF(last == null ? "" : last.name());
            out.writeLong(host.grants);
            out.writeByte(host.leases.size());
            for (Lease lease : host.leases) {
                byte[] key = lease.attempt().key().bytes();
                out.writeShort(key.length);
                out.write(key);
                out.writeLong(lease.attempt().number());
                out.writeUTF(lease.owner());
                out.writeLong(lease.until());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The site's key alone.
    static String site(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.readByte();
            return in.readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void decode(byte[] bytes, Host into) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IllegalStateException("a host's record of an unknown version");
            }
            in.readUTF();
            into.nextAt = in.readLong();
            into.pausedUntil = in.readLong();
            into.delay = in.readLong();
            into.errors = in.readInt();
            into.silent = in.readInt();
            String last = in.readUTF();
            into.last = last.isEmpty() ? null : Cause.valueOf(last);
            into.grants = in.readLong();
            into.stored = true;
            int leases = in.readByte();
            for (int i = 0; i < leases; i++) {
                byte[] key = in.readNBytes(in.readUnsignedShort());
                long number = in.readLong();
                into.leases.add(
                        new Lease(
                                new Attempt(RequestKey.parse(key), number),
                                in.readUTF(),
                                in.readLong()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
