/// The command line's view of a gateway: the REST calls of a client, and nothing of its insides.
@NullMarked
package com.xenlixai.scan.local.client;

import org.jspecify.annotations.NullMarked;
