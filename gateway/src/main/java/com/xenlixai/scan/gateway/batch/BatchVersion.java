package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.job.Versions;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which counts of a batch a client has seen: those that only rise, so that a gateway can tell
/// whether it is behind. It travels as an entity tag.
///
/// @param detail of all counts, to tell two documents apart
record BatchVersion(
        long full, long failed, long cancelled, long total, boolean sealed, int detail) {

    private static final BatchVersion NOTHING = new BatchVersion(0, 0, 0, 0, false, 0);
    private static final Pattern TAG =
            Pattern.compile(
                    "(\\d{1,10})\\.(\\d{1,10})\\.(\\d{1,10})\\.(\\d{1,10})\\.([so])\\.([0-9a-f]{1,8})");

    String tag() {
        return "W/\""
                + full
                + "."
                + failed
                + "."
                + cancelled
                + "."
                + total
                + "."
                + (sealed ? "s" : "o")
                + "."
                + Integer.toHexString(detail)
                + "\"";
    }

    /// What the client says it has seen, by both headers together.
    static BatchVersion seen(List<String> ifNoneMatch, @Nullable String atLeast) {
        BatchVersion seen = NOTHING;
        for (String tag : ifNoneMatch) {
            seen = seen.and(parse(tag));
        }
        if (atLeast != null) {
            BatchVersion required = parse(atLeast);
            if (required == NOTHING) {
                throw ProblemException.malformed(
                        Versions.AT_LEAST, "must be an entity tag of this batch");
            }
            seen = seen.and(required);
        }
        return seen;
    }

    /// True when nothing of this is less than in the other one.
    boolean isAtLeast(BatchVersion other) {
        return full >= other.full
                && failed >= other.failed
                && cancelled >= other.cancelled
                && total >= other.total
                && (sealed || !other.sealed);
    }

    private BatchVersion and(BatchVersion other) {
        return new BatchVersion(
                Math.max(full, other.full),
                Math.max(failed, other.failed),
                Math.max(cancelled, other.cancelled),
                Math.max(total, other.total),
                sealed || other.sealed,
                other.detail);
    }

    private static BatchVersion parse(String tag) {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.find()) {
            return NOTHING;
        }
        return new BatchVersion(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)),
                matcher.group(5).equals("s"),
                Integer.parseUnsignedInt(matcher.group(6), 16));
    }
}
