package com.xenlixai.scan.local.cli;

/// How the command ends, for scripts.
final class ExitCode {

    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int SCORE_TOO_LOW = 3;

    private ExitCode() {}
}
