package com.xenlixai.scan.runtime;

import java.time.Clock;
import org.apache.avro.specific.SpecificRecord;

/// What every run of a stage shares.
record StageParts<I extends SpecificRecord>(
        StageDefinition<I> definition,
        Step<I> step,
        Outbox outbox,
        Admission admission,
        RetryPolicy retries,
        StageMeters meters,
        Clock clock,
        StageSettings settings,
        Beginnings beginnings,
        Traces traces) {}
