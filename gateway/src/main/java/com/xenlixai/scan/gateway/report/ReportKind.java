package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.event.StatusKind;

/// The two reports that a scan has.
enum ReportKind {
    TEASER("teaser", StatusKind.TEASER_STORED),
    FULL("full", StatusKind.REPORT_STORED);

    private final String column;
    private final StatusKind stored;

    ReportKind(String column, StatusKind stored) {
        this.column = column;
        this.stored = stored;
    }

    /// Its value in the table.
    String column() {
        return column;
    }

    /// What the job state is told once it is durable.
    StatusKind stored() {
        return stored;
    }
}
