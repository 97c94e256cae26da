package com.xenlixai.scan.gateway.id;

/// What an id names. One kind's id is never another kind's.
public enum IdKind {
    SCAN,
    BATCH,
    SCHEDULE
}
