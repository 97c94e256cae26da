package com.xenlixai.scan.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message on its way, as its owner sees it.
///
/// @param nextAttemptAt only while it is pending
/// @param lastStatus that the receiver answered last
/// @param lastError why the last attempt was none
@JsonInclude(JsonInclude.Include.NON_NULL)
record Delivery(
        String id,
        @JsonIgnore String tenant,
        String subject,
        String type,
        String url,
        State state,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError) {

    enum State {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }
}
