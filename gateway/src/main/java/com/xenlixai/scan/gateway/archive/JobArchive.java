package com.xenlixai.scan.gateway.archive;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Finished jobs in PostgreSQL, exactly as the arbiter left them. A job appears here some moments
/// after it reached a terminal state and stays until `xenlix.job.retention` is over.
///
/// All methods are non-blocking and end within the database's time limits; when the database is
/// not to be had they fail with a {@link com.xenlixai.scan.gateway.problem.ProblemException} (503).
public interface JobArchive {

    /// The most jobs that one page can have.
    int MAX_LIMIT = 500;

    /// The finished job of that id, whoever owns it; empty when there is none.
    Mono<JobState> find(String scanId);

    /// Those of the ids whose jobs are here, in no particular order.
    Mono<List<JobState>> findAll(Collection<String> scanIds);

    /// Finished jobs, newest submission first; of equal times the greater scanId first.
    Mono<Page> list(Query query);

    /// Those of the ids whose jobs are durable here, so that the live view may forget them.
    Mono<Set<String>> durable(Collection<String> scanIds);

    /// The latest FULL_READY job of that URL and tenant that finished at or after `since`; empty
    /// when there is none.
    Mono<JobState> freshest(String tenant, String url, Instant since);

    /// Which jobs are wanted.
    ///
    /// @param statuses empty for all terminal states
    /// @param host exact host name in lower case, or null for all
    /// @param limit 1 to {@link #MAX_LIMIT}
    /// @param after where the page before ended, or null for the first
    record Query(
            String tenant,
            Set<JobStatus> statuses,
            @Nullable String host,
            @Nullable String batchId,
            int limit,
            @Nullable Position after) {

        public Query {
            statuses = Set.copyOf(statuses);
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new IllegalArgumentException(
                        "limit must be 1 to " + MAX_LIMIT + ": " + limit);
            }
        }
    }

    /// A place in the order of the list.
    ///
    /// @param submittedAt in milliseconds' precision
    record Position(Instant submittedAt, String scanId) {}

    /// Some jobs, and where the next page begins; null when there is none.
    record Page(List<JobState> jobs, @Nullable Position next) {

        public Page {
            jobs = List.copyOf(jobs);
        }
    }
}
