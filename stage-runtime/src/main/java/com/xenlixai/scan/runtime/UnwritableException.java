package com.xenlixai.scan.runtime;

/// A record that the log will never take, as it is too large for instance.
final class UnwritableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnwritableException(String message, Throwable cause) {
        super(message, cause);
    }
}
