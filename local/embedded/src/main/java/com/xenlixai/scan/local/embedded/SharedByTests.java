package com.xenlixai.scan.local.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/// What all tests of a JVM share, such as a broker. It is closed when the last test has ended
/// ({@link AfterTheLastTest}), what was opened last first.
///
/// Shutdown hooks of their own would run side by side: a gateway then waits for a broker that has
/// already gone, until the JVM is halted with its state stores open.
public final class SharedByTests {

    private static final Logger LOG = System.getLogger(SharedByTests.class.getName());
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    static {
        // For a run that is cut short.
        Runtime.getRuntime().addShutdownHook(new Thread(SharedByTests::closeAll, "close-shared"));
    }

    private SharedByTests() {}

    /// Keeps this open until the last test has ended.
    public static <T extends AutoCloseable> T untilTheEnd(T shared) {
        synchronized (OPEN) {
            OPEN.push(shared);
        }
        return shared;
    }

    static void closeAll() {
        synchronized (OPEN) {
            while (!OPEN.isEmpty()) {
                close(OPEN.pop());
            }
        }
    }

    private static void close(AutoCloseable shared) {
        try {
            shared.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "not closed: " + shared, e);
        }
    }
}
