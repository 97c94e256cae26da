package com.xenlixai.scan.local.cli;

/// The command cannot do what was asked as it was asked; the message says how to ask.
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
