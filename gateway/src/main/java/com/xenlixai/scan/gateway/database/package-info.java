/// PostgreSQL: where it is, the pool of reactive connections, the schema's migrations and the daily
/// partitions by which what is past its retention is dropped.
@NullMarked
package com.xenlixai.scan.gateway.database;

import org.jspecify.annotations.NullMarked;
