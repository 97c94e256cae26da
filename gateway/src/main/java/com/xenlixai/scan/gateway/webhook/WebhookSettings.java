package com.xenlixai.scan.gateway.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How messages are brought to their receivers.
///
/// @param timeout of one attempt, from the look-up of the name to the answer
/// @param giveUpAfter no attempt is made later than that after the message was written
/// @param firstPause before the second attempt; later pauses grow from it
/// @param concurrency attempts of one gateway at once
/// @param pollInterval between two looks for messages that are due
/// @param retention of messages, from their writing
/// @param secretOverlap for which the former secret still signs after a change
@ConfigurationProperties("xenlix.webhooks")
record WebhookSettings(
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("32") int concurrency,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("24h") Duration secretOverlap) {

    WebhookSettings {
        requirePositive("timeout", timeout);
        requirePositive("give-up-after", giveUpAfter);
        requirePositive("first-pause", firstPause);
        requirePositive("poll-interval", pollInterval);
        requirePositive("retention", retention);
        if (secretOverlap.isNegative()) {
            throw new IllegalArgumentException(
                    "xenlix.webhooks.secret-overlap must not be negative: " + secretOverlap);
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "xenlix.webhooks.concurrency must be positive: " + concurrency);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.webhooks." + name + " must be positive: " + value);
        }
    }
}
