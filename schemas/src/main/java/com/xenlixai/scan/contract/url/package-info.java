/// Which URLs and addresses may be asked at all, and which requests count as going to one site.
/// Shared by the gateway, which refuses before anything is queued, and by the crawler, which checks
/// again at each hop and each connect. Knows neither Kafka nor the network: pure functions.
@NullMarked
package com.xenlixai.scan.contract.url;

import org.jspecify.annotations.NullMarked;
