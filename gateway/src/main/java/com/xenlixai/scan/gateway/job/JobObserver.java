package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import org.jspecify.annotations.Nullable;

/// Hears of every change of the view, on the one thread that keeps it; it must not block.
public interface JobObserver {

    /// The view is open: what it holds so far is known from it alone. May come more than once; the
    /// last time counts.
    void opened(JobView view);

    /// A job has changed.
    ///
    /// @param before null for a job that is new to the view
    /// @param after null for a job that leaves the view
    void changed(@Nullable JobState before, @Nullable JobState after);
}
