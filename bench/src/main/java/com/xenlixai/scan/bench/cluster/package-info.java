/// The pipeline as separate processes on loopback: broker, database, gateways and stages, each of
/// which can be killed, stopped and started again while scans run.
@NullMarked
package com.xenlixai.scan.bench.cluster;

import org.jspecify.annotations.NullMarked;
