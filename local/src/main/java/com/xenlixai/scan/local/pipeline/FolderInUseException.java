package com.xenlixai.scan.local.pipeline;

import java.nio.file.Path;

/// Another process holds the data folder.
public final class FolderInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FolderInUseException(Path folder) {
        super("another xenlix uses the data folder " + folder);
    }
}
