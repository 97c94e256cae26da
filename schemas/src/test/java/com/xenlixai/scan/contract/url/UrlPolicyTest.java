package com.xenlixai.scan.contract.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.url.UrlVectors.Vector;
import com.xenlixai.scan.contract.url.UrlVerdict.Allowed;
import com.xenlixai.scan.contract.url.UrlVerdict.Reason;
import com.xenlixai.scan.contract.url.UrlVerdict.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPolicyTest {

    private static final UrlPolicy STANDARD = UrlPolicy.standard();
    private static final UrlPolicy LOOPBACK =
            new UrlPolicy(
                    new AddressPolicy(List.of(Network.parse("127.0.0.0/8"), Network.parse("::1"))),
                    Set.of(80, 8123));

    static Stream<Vector> vectors() throws IOException {
        return UrlVectors.all().stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyVectorThatTheTextDecidesIsDecidedByTheText(Vector vector) {
        boolean decidedLater =
                vector.reason().contains("redirect") || namesThatOnlyDnsRefuses(vector);
        UrlVerdict said = STANDARD.check(vector.url());
        if (vector.allowed() || decidedLater) {
            assertThat(said).as(vector.reason()).isInstanceOf(Allowed.class);
        } else {
            assertThat(said).as(vector.reason()).isInstanceOf(Refused.class);
        }
    }

    private static boolean namesThatOnlyDnsRefuses(Vector vector) {
        return vector.reason().matches("(?s).*dns\\{(?!public\\.example).*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP://Example.COM | http://example.com/",
                "https://example.com:443/a/../b/./c | https://example.com/b/c",
                "http://example.com:8080?q=ä b | ",
                "http://example.com:8080?q=ä'b | http://example.com:8080/?q=%C3%A4%27b",
                "http://example.com/ä{b}c'd?e{f} | http://example.com/%C3%A4%7Bb%7Dc'd?e{f}",
                "http://example.com/a%zz/%2e%2E/x#top | http://example.com/x",
                "http://example.com./x | http://example.com/x",
                "https://münchen.example/ | https://xn--mnchen-3ya.example/",
                "https://faß.example/ | https://xn--fa-hia.example/",
                "https://MÜNCHEN.example/ | https://xn--mnchen-3ya.example/",
                "https://i❤.example/ | https://xn--i-7iq.example/",
                "http://ex_ample.com/ | http://ex_ample.com/",
                "http://[2001:4860:4860:0:0:0:0:8888]/ | http://[2001:4860:4860::8888]/",
                "http://example.com//a//b/ | http://example.com//a//b/",
                "http://example.com/.. | http://example.com/",
                "http://example.com/a/b/.. | http://example.com/a/",
            })
    void anAllowedUrlHasOneCanonicalForm(String url, String canonical) {
        UrlVerdict said = STANDARD.check(url);
        if (canonical == null) {
            assertThat(said).isInstanceOf(Refused.class);
            return;
        }
        assertThat(said)
                .isInstanceOfSatisfying(
                        Allowed.class,
                        it -> {
                            assertThat(it.url().text()).isEqualTo(canonical);
                            assertThat(STANDARD.check(canonical)).isEqualTo(said);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | EMPTY",
                "example.com | NOT_ABSOLUTE",
                "example.com:80/x | NOT_ABSOLUTE",
                "//example.com/ | NOT_ABSOLUTE",
                "ftp://example.com/ | UNSUPPORTED_SCHEME",
                "mailto:a@example.com | UNSUPPORTED_SCHEME",
                "http://a:b@example.com/ | USERINFO",
                "http://exa mple.com/ | FORBIDDEN_CHARACTER",
                "http:// | INVALID_HOST",
                "http://a..example/ | INVALID_HOST",
                "http://127.1/ | AMBIGUOUS_HOST",
                "http://example.com:0/ | INVALID_PORT",
                "http://example.com:22/ | FORBIDDEN_PORT",
                "http://localhost/ | FORBIDDEN_NAME",
                "http://10.0.0.1/ | FORBIDDEN_ADDRESS",
            })
    void aRefusedUrlSaysWhy(String url, Reason reason) {
        assertThat(STANDARD.check(url))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @Test
    void clientsMayOrderShorterUrlsThanRedirectsMayLeadTo() {
        String url = "http://example.com/" + "a".repeat(2_030);
        assertThat(STANDARD.check(url)).isInstanceOf(Refused.class);
        assertThat(STANDARD.check(url, UrlPolicy.LONGEST)).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8123/",
                "http://localhost:8123/",
                "http://[::1]/",
                "http://intranet/",
                "http://[::ffff:7f00:1]/"
            })
    void anOpenedNetworkLetsItsAddressesAndLocalNamesPass(String url) {
        assertThat(STANDARD.check(url)).isInstanceOf(Refused.class);
        assertThat(LOOPBACK.check(url)).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://169.254.169.254/",
                "http://127.1/",
                "http://127.0.0.1:22/",
                "http://metadata.goog/",
                "http://[::7f00:1]/",
                "http://[2002:7f00:1::]/"
            })
    void anOpenedNetworkOpensNothingElse(String url) {
        assertThat(LOOPBACK.check(url)).isInstanceOf(Refused.class);
    }
}
