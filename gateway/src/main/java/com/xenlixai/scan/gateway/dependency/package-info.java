/// Whether what the gateway depends on is there: for people and dashboards, never for probes, since a
/// restart of the gateway mends no broker.
@NullMarked
package com.xenlixai.scan.gateway.dependency;

import org.jspecify.annotations.NullMarked;
