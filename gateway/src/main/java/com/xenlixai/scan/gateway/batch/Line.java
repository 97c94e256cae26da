package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequest;

/// One line of an upload.
sealed interface Line {

    /// Its number in the upload, from 1.
    long number();

    /// What it said, at most as long as a line may be.
    String text();

    /// It orders a scan.
    record Good(long number, String text, ScanRequest request) implements Line {}

    /// It does not.
    ///
    /// @param reason for people
    record Bad(long number, String text, String reason) implements Line {}
}
