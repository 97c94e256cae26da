package com.xenlixai.scan.analyze.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {

    private static final WebUrl BASE = url("https://www.example.com/a/b/c?q=1#f");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d|https://www.example.com/a/b/d",
                "../d|https://www.example.com/a/d",
                "../../../d|https://www.example.com/d",
                "/d|https://www.example.com/d",
                "//other.example/d|https://other.example/d",
                "?x=2|https://www.example.com/a/b/c?x=2",
                "#g|https://www.example.com/a/b/c?q=1#g",
                "''|https://www.example.com/a/b/c?q=1",
                "HTTP://EX.com:80/%7e/./x|http://ex.com/%7e/x",
                "https:\\\\ex.com\\y|https://ex.com/y",
                "' \t/sp ace '|https://www.example.com/sp%20ace",
                "/é|https://www.example.com/%C3%A9",
                "https://münchen.example/|https://xn--mnchen-3ya.example/",
                "https://u:p@ex.com/|https://ex.com/",
                "https:d|https://www.example.com/a/b/d"
            })
    void resolvesAsBrowsersDo(String reference, String expected) {
        assertThat(String.valueOf(WebUrl.resolve(reference, BASE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "mailto:a@b.c",
                "data:text/html,x",
                "http://",
                "https://a b/",
                "http://ex.com:99999/",
                "http://[::1/",
                "tel:+49"
            })
    void leadsNowhere(String reference) {
        assertThat(WebUrl.resolve(reference, BASE)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://ex.com, https://ex.com/, true",
        "https://ex.com:443/a, https://EX.com/a, true",
        "https://ex.com/%7Ea, https://ex.com/~a, true",
        "https://ex.com/%c3%a9, https://ex.com/é, true",
        "https://ex.com/a#b, https://ex.com/a, true",
        "https://ex.com/a?utm_source=x, https://ex.com/a, false",
        "https://ex.com/a, https://ex.com/a/, false",
        "http://ex.com/, https://ex.com/, false"
    })
    void knowsTheSameDocument(String one, String other, boolean same) {
        assertThat(url(one).sameDocument(url(other))).isEqualTo(same);
    }

    @Test
    void normalisingTwiceChangesNothingAndNothingThrows() {
        Random random = new Random(14);
        String alphabet = "aZ9%/.:?#&=é ~\\@[]-_+\u0000<>\"';漢";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(round % 2 == 0 ? "https://ex.com/" : "");
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            WebUrl url = WebUrl.resolve(text.toString(), BASE);
            if (url != null) {
                WebUrl once = url.normalised();
                assertThat(once.normalised()).isEqualTo(once);
                assertThat(WebUrl.parse(once.toString())).as(text.toString()).isNotNull();
            }
        }
    }

    private static WebUrl url(String text) {
        return Objects.requireNonNull(WebUrl.parse(text));
    }
}
