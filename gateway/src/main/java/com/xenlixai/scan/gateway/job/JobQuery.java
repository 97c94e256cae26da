package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobStatus;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which jobs a listing is about.
///
/// @param statuses empty for all
/// @param host exact host of the URL, or null for all
/// @param limit 1 or more
/// @param after where the page before ended, or null for the first page
record JobQuery(
        String tenant,
        Set<JobStatus> statuses,
        @Nullable String host,
        @Nullable String batchId,
        int limit,
        @Nullable Position after) {

    JobQuery {
        statuses = Set.copyOf(statuses);
    }

    boolean wants(JobStatus status) {
        return statuses.isEmpty() || statuses.contains(status);
    }

    /// A place in the order of listings.
    record Position(long millis, String scanId) {

        /// As clients carry it.
        String toCursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((millis + "." + scanId).getBytes(StandardCharsets.US_ASCII));
        }

        /// Empty when the text is no cursor of ours.
        static Optional<Position> parse(String cursor) {
            try {
                String text =
                        new String(
                                Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
                int dot = text.indexOf('.');
                return dot < 0
                        ? Optional.empty()
                        : Optional.of(
                                new Position(
                                        Long.parseLong(text.substring(0, dot)),
                                        text.substring(dot + 1)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /// True when this place comes before the other one in a listing.
        boolean precedes(Position other) {
            return millis == other.millis
                    ? scanId.compareTo(other.scanId) > 0
                    : millis > other.millis;
        }
    }
}
