package com.xenlixai.scan.local.pipeline;

/// The pipeline could not be started; the message is for the person at the terminal.
public final class PipelineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PipelineException(String message) {
        super(message);
    }

    public PipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
