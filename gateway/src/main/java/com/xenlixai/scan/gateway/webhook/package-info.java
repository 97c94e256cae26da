/// Webhooks: who wants to be told of what, the messages themselves, kept in PostgreSQL until they
/// have arrived or were given up, and what they are signed with.
@NullMarked
package com.xenlixai.scan.gateway.webhook;

import org.jspecify.annotations.NullMarked;
