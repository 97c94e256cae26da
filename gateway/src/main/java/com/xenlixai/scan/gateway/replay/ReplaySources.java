package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.gateway.batch.BatchBoard;
import com.xenlixai.scan.gateway.batch.BatchView;
import com.xenlixai.scan.gateway.job.JobBoard;
import com.xenlixai.scan.gateway.report.StoredSpeeds;

/// Where the rest of the gateway keeps what a replay asks for.
record ReplaySources(JobBoard board, BatchBoard batches, BatchView known, StoredSpeeds speeds) {}
