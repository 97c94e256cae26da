package com.xenlixai.scan.analyze.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsDirectivesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Set<String> ENGINES = Set.of("googlebot", "bingbot");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noindex|true",
                "NOINDEX, nofollow|true",
                "none|true",
                "googlebot: noindex|true",
                "googlebot: nofollow, otherbot: noindex|false",
                "max-image-preview:large, noindex|true",
                "max-image-preview:none|false",
                "unavailable_after: Wed, 25 Jun 2014 15:00:00 GMT|true",
                "unavailable_after: 2014-06-25|true",
                "unavailable_after: 25 Jun 2014 15:00:00 GMT|true",
                "unavailable_after: 2014-06-25T15:00:00Z|true",
                "unavailable_after: 25 Jun 2034 15:00:00 GMT|false",
                "unavailable_after: soon|false",
                "otherbot: noindex|false",
                "all|false",
                "|false"
            })
    void headersAreReadByTheGrammar(String value, boolean noIndex) {
        List<RobotsDirectives> all = RobotsDirectives.ofHeader(value == null ? "" : value);
        boolean found =
                all.stream().anyMatch(one -> one.binds(ENGINES) && one.noIndex(NOW) != null);
        assertThat(found).isEqualTo(noIndex);
    }

    @Test
    void metasSpeakForTheirName() {
        assertThat(
                        RobotsDirectives.ofMeta("robots", "index,follow,max-image-preview:none")
                                .noIndex(NOW))
                .isNull();
        assertThat(RobotsDirectives.ofMeta("googlebot", "none").binds(ENGINES)).isTrue();
        assertThat(RobotsDirectives.ofMeta("otherbot", "none").binds(ENGINES)).isFalse();
        assertThat(RobotsDirectives.ofMeta("robots", "max-snippet: 0").noSnippet()).isNotNull();
    }
}
