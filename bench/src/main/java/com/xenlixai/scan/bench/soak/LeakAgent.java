package com.xenlixai.scan.bench.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A leak on purpose, to show that the leak test finds one: as an agent in a service's JVM it keeps
/// so many bytes more every second.
public final class LeakAgent {

    private static final List<byte[]> KEPT = new ArrayList<>();

    private LeakAgent() {}

    /// @param bytesPerSecond as a number
    public static void premain(String bytesPerSecond) {
        int bytes = Integer.parseInt(bytesPerSecond);
        Thread.ofPlatform().daemon().name("leak").start(() -> leak(bytes));
    }

    private static void leak(int bytesPerSecond) {
        try {
            while (true) {
                synchronized (KEPT) {
                    KEPT.add(new byte[bytesPerSecond]);
                }
                Thread.sleep(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The agent as a jar, which is the only form that a JVM takes.
    static Path jar(Path folder) {
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", LeakAgent.class.getName());
        Path jar = folder.resolve("leak.jar");
        String entry = LeakAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file, manifest);
                InputStream code = LeakAgent.class.getClassLoader().getResourceAsStream(entry)) {
            if (code == null) {
                throw new IllegalStateException("no class file of the agent");
            }
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
