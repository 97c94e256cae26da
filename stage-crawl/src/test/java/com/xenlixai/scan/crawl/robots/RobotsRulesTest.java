package com.xenlixai.scan.crawl.robots;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsRulesTest {

    private static RobotsRules rules(String text) {
        return rules(text, StandardCharsets.UTF_8);
    }

    private static RobotsRules rules(String text, Charset charset) {
        return RobotsRules.parse(
                "http://site.example/robots.txt",
                text.getBytes(charset),
                "text/plain",
                "xenlixbot");
    }

    private static RobotsDecision decide(RobotsRules rules, String target) {
        return switch (UrlPolicy.standard().check("http://site.example" + target)) {
            case UrlVerdict.Allowed(ScanUrl url) -> rules.decide(url);
            case UrlVerdict.Refused refused -> throw new AssertionError("" + refused);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "/*.php$, /x.php, true",
        "/*.php$, /x.php.php, true",
        "/*.php$, /x.php?a, false",
        "/private/, /private/a|b, true",
        "/private/, /private/a{b}, true",
        "/private/, /private/%zz, true",
        "/private/, /./private/a, true",
        "/private/, /x/../private/a, true",
        "/private/, /Private/a, false",
        "/a%3cd.html, /a%3Cd.html, true",
        "/a%7Eb, /a~b, true",
        "/a/b, /a%2Fb, false",
        "/a%2fb, /a%2Fb, true",
        "/foo/bar/ツ, /foo/bar/%E3%83%84, true",
        "/foo/bar/%62%61%7A, /foo/bar/baz, true",
        "/file-with-a-%2A.html, /file-with-a-*.html, true",
        "/file-with-a-%2A.html, /file-with-a-x.html, false",
        "/cost$, /cost, true",
        "/cost$, /cost$, false",
        "/a*b*c$, /a-b-b-c, true",
        "/a*b*c$, /a-c-b, false",
        "/*?session=, /x?session=1, true",
        "*, /anything, true",
        "/, /robots.txt, false",
    })
    void aRuleForbidsWhatItMatches(String rule, String target, boolean forbidden) {
        RobotsDecision decision = decide(rules("User-agent: *\nDisallow: " + rule + "\n"), target);
        assertThat(decision.getAllowed()).isEqualTo(!forbidden);
    }

    @ParameterizedTest
    @CsvSource({
        "/page, true, Allow: /p, 4",
        "/folder/page, true, Allow: /folder, 6",
        "/page.htm, false, Disallow: /*.htm, 7",
        "/other, false, Disallow: /, 5",
        "/, true, Allow: /$, 8",
    })
    void theLongestMatchDecidesAndAllowWinsATie(
            String target, boolean allowed, String rule, int line) {
        RobotsRules rules =
                rules(
                        "# these\nUser-agent: *\nDisallow: /folder\nAllow: /p\nDisallow: /\n"
                                + "Allow: /folder\nDisallow: /*.htm\nAllow: /$\n");
        assertThat(decide(rules, target))
                .isEqualTo(new RobotsDecision(allowed, rule, line, "rule"));
    }

    @Test
    void theGroupThatNamesUsHidesTheGroupForAll() {
        RobotsRules rules =
                rules(
                        "User-agent: *\nDisallow: /\n\nUser-agent: XenlixBot\nUser-agent: other\n"
                                + "Disallow: /a\n\nUser-agent: xenlixbot/2.0\nDisallow: /b\n");
        assertThat(decide(rules, "/x").getAllowed()).isTrue();
        assertThat(decide(rules, "/a"))
                .isEqualTo(new RobotsDecision(false, "Disallow: /a", 6, "rule"));
        assertThat(decide(rules, "/b").getLine()).isEqualTo(9);
    }

    @Test
    void aGroupForOthersSaysNothingToUs() {
        assertThat(decide(rules("User-agent: otherbot\nDisallow: /\n"), "/x").getAllowed())
                .isTrue();
    }

    @Test
    void utf16AndMissingLineEndsAndMacLineEndsAreRead() {
        assertThat(
                        decide(
                                rules(
                                        "\uFEFFUser-agent: *\nDisallow: /a",
                                        StandardCharsets.UTF_16LE),
                                "/a"))
                .isEqualTo(new RobotsDecision(false, "Disallow: /a", 2, "rule"));
        assertThat(decide(rules("User-agent: *\rDisallow: /a\r"), "/a").getLine()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0.5, PT0.5S", "400, PT6M40S", "NaN, ", "-3, ", "1e9, ", "9999999999999999999, "})
    void aCrawlDelayOfAnyLengthForbidsNothing(String value, Duration delay) {
        RobotsRules rules = rules("User-agent: *\nCrawl-delay: " + value + "\nDisallow: /a\n");
        assertThat(decide(rules, "/x").getAllowed()).isTrue();
        assertThat(rules.crawlDelay().orElse(null)).isEqualTo(delay);
    }

    @Test
    void fifteenThousandWildcardRulesAreAnsweredAtOnce() {
        StringBuilder text = new StringBuilder("User-agent: *\n");
        for (int i = 0; i < 15_000; i++) {
            text.append("Disallow: /*a*b*c*d").append(i).append("*$\n");
        }
        RobotsRules rules = rules(text.toString());
        String target = "/" + "abcd".repeat(500);
        decide(rules, target);
        long start = System.nanoTime();
        assertThat(decide(rules, target).getAllowed()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void matchingAgreesWithAPlainRegularExpression() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = "/" + word(random, "ab*", 6) + (random.nextInt(3) == 0 ? "$" : "");
            String target = "/" + word(random, "ab", 8);
            String regex =
                    pattern.substring(0, pattern.length() - (pattern.endsWith("$") ? 1 : 0))
                                    .replace("*", ".*")
                            + (pattern.endsWith("$") ? "" : ".*");
            assertThat(new PathPattern(pattern).matches(target))
                    .as("%s on %s", pattern, target)
                    .isEqualTo(Pattern.matches(regex, target));
        }
    }

    private static String word(Random random, String letters, int longest) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
