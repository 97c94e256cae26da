/// From Kafka into PostgreSQL: batches of records are stored, then told about, then committed, so
/// that a crash anywhere only repeats what is harmless to repeat.
@NullMarked
package com.xenlixai.scan.gateway.sink;

import org.jspecify.annotations.NullMarked;
