package com.xenlixai.scan.runtime;

/// What is done with each record that comes in. Thread-safe.
interface RecordWork {

    /// Works on one record. When this returns, all that follows from it is in the log.
    ///
    /// @throws InterruptedException when the process stops; the record is to be worked on again
    void run(Arrival arrival) throws InterruptedException;

    /// Called about once a second.
    default void tick() {}

    /// Called before the threads that still work are interrupted.
    default void stopping() {}
}
