package com.xenlixai.scan.contract;

import org.apache.kafka.common.errors.SerializationException;

/// Bytes that are no event of ours: no marker, an unknown schema, or a body that does not fit it.
public final class UndecodableEventException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UndecodableEventException(String message) {
        super(message);
    }

    public UndecodableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
