/// How the gateway's own Kafka clients reach the broker.
@NullMarked
package com.xenlixai.scan.gateway.broker;

import org.jspecify.annotations.NullMarked;
