package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.gateway.problem.ProblemException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which version of a document the client has seen: from the entity tags in `If-None-Match` and
/// from `If-State-At-Least`. A gateway that is behind it must not answer with something older.
public final class Versions {

    /// The header by which a client says which version it has seen.
    public static final String AT_LEAST = "If-State-At-Least";

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    private static final Pattern NUMBER = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private Versions() {}

    /// The entity tag of a version. Weak, since the document also tells times that pass.
    public static String tag(long version) {
        return "W/\"" + version + "\"";
    }

    /// Whether this is the entity tag of one version and nothing else.
    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /// The newest version that the client says it has seen; -1 when it says nothing.
    public static long seen(List<String> ifNoneMatch, @Nullable String atLeast) {
        return Math.max(known(ifNoneMatch), required(atLeast));
    }

    /// The newest version in entity tags; -1 when there is none of ours.
    public static long known(List<String> ifNoneMatch) {
        long newest = -1;
        for (String value : ifNoneMatch) {
            Matcher matcher = TAG.matcher(value);
            while (matcher.find()) {
                newest = Math.max(newest, Long.parseLong(matcher.group(1)));
            }
        }
        return newest;
    }

    private static long required(@Nullable String atLeast) {
        if (atLeast == null) {
            return -1;
        }
        Matcher matcher = NUMBER.matcher(atLeast.strip());
        if (!matcher.matches()) {
            throw ProblemException.malformed(AT_LEAST, "must be a version, as in 7");
        }
        return Long.parseLong(matcher.group(1));
    }
}
