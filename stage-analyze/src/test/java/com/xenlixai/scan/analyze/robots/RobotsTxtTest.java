package com.xenlixai.scan.analyze.robots;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.robots.RobotsTxt.Decision;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Rule;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTxtTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/fish|/fish.html|true",
                "/fish|/Fish.asp|false",
                "/fish/|/fish|false",
                "/*.php|/index.php?x=1|true",
                "/*.php$|/index.php?x=1|false",
                "/*.php$|/a/b.php|true",
                "/fish*.php|/fishheads/cat.php?p|true",
                "/a*b*c$|/a-b-c-b-c|true",
                "/*|/|true",
                "$|/|false",
                "/$|/|true",
                "/$|/a|false",
                "/caf%C3%A9|/café|true",
                "/café|/caf%c3%a9|true",
                "/%7Eann|/~ann|true",
                "/a%2Fb|/a/b|false"
            })
    void patternsMatchByRfc9309(String pattern, String path, boolean matches) {
        RobotsTxt robots = RobotsTxt.parse("User-agent: *\nDisallow: " + pattern);
        assertThat(robots.decide("any", path).allowed()).isEqualTo(!matches);
    }

    @Test
    void theLongestRuleDecidesAndAllowWinsTies() {
        RobotsTxt robots =
                RobotsTxt.parse("User-agent: *\nDisallow: /p\nAllow: /p\nDisallow: /page\n");
        assertThat(robots.decide("any", "/p").allowed()).isTrue();
        Decision decision = robots.decide("any", "/page");
        assertThat(decision.allowed()).isFalse();
        Rule rule = Objects.requireNonNull(decision.rule());
        assertThat(rule.line()).isEqualTo(4);
        assertThat(rule.written()).isEqualTo("Disallow: /page");
    }

    @Test
    void groupsOfOneAgentAreMergedAndNamesMatchWhole() {
        RobotsTxt robots =
                RobotsTxt.parse(
                        """
                        User-agent: GPTBot
                        Disallow: /a
                        User-agent: bot
                        Disallow: /
                        User-agent: gptbot/1.1
                        User-agent: ClaudeBot
                        Disallow: /b
                        """);
        assertThat(robots.decide("GPTBot", "/a").allowed()).isFalse();
        assertThat(robots.decide("GPTBot", "/b").allowed()).isFalse();
        assertThat(robots.decide("GPTBot", "/c").allowed()).isTrue();
        assertThat(robots.decide("ClaudeBot", "/a").allowed()).isTrue();
        assertThat(robots.decide("Claude-User", "/b").allowed()).isTrue();
    }

    @Test
    void anEmptyDisallowAllowsEverythingToItsAgent() {
        RobotsTxt robots =
                RobotsTxt.parse("User-agent: *\nDisallow: /\n\nUser-agent: Googlebot\nDisallow:\n");
        assertThat(robots.decide("Googlebot", "/x").allowed()).isTrue();
        assertThat(robots.decide("Bingbot", "/x").allowed()).isFalse();
        assertThat(robots.decide("Bingbot", "/robots.txt").allowed()).isTrue();
    }

    @Test
    void byteOrderMarksAndOldLineEndsAreRead() {
        assertThat(
                        RobotsTxt.parse("\uFEFFUser-agent: *\rDisallow: /a\r")
                                .decide("x", "/a")
                                .allowed())
                .isFalse();
        RobotsTxt crlf = RobotsTxt.parse("# c\r\nUser-agent: *\r\n\r\nDisallow: /a # why\r\n");
        Rule rule = Objects.requireNonNull(crlf.decide("x", "/a").rule());
        assertThat(rule.line()).isEqualTo(4);
    }

    @Test
    void halfAMegabyteOfWildcardsIsDecidedInTime() {
        StringBuilder file = new StringBuilder("User-agent: *\n");
        for (int i = 0; i < 15_000; i++) {
            file.append("Disallow: /*a*b*c*").append(i).append("*d$\n");
        }
        RobotsTxt robots = RobotsTxt.parse(file.toString());
        String target = "/" + "abc".repeat(60);
        long begun = System.nanoTime();
        assertThat(robots.decide("any", target).allowed()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
}
