/// HTTP to addresses that clients have named: webhooks' receivers, sitemaps. Every connection is
/// judged by the crawler's own address policy at the moment it is made, and no redirect is followed
/// by the client itself.
@NullMarked
package com.xenlixai.scan.gateway.outbound;

import org.jspecify.annotations.NullMarked;
