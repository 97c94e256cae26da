package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a client is ready to wait for news: `?wait=20s` or `Prefer: wait=20`.
///
/// Source: RFC 7240, section 4.3.
public final class Patience {

    /// Nobody is kept waiting longer than that; most proxies give up soon after.
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s)?");
    private static final Pattern PREFERENCE =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?:$|[,;])");

    private Patience() {}

    /// The time to wait, zero when the client asked for none, never more than {@link #LONGEST}.
    ///
    /// @param wait the query parameter: whole seconds, or a number with `s` or `ms`; it wins
    /// @param prefer the values of the `Prefer` header; what cannot be read there is ignored
    public static Duration of(@Nullable String wait, @Nullable List<String> prefer) {
        if (wait != null) {
            return bounded(parse(wait));
        }
        if (prefer != null) {
            for (String value : prefer) {
                Matcher matcher = PREFERENCE.matcher(value.toLowerCase(Locale.ROOT));
                if (matcher.find()) {
                    return bounded(Duration.ofSeconds(Long.parseLong(matcher.group(1))));
                }
            }
        }
        return Duration.ZERO;
    }

    private static Duration parse(String wait) {
        Matcher matcher = WAIT.matcher(wait);
        if (!matcher.matches()) {
            throw ProblemException.malformed("wait", "must be a number of seconds, as in 20s");
        }
        long number = Long.parseLong(matcher.group(1));
        return "ms".equals(matcher.group(2))
                ? Duration.ofMillis(number)
                : Duration.ofSeconds(number);
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
