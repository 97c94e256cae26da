package com.xenlixai.scan.contract.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanUrlTest {

    private static final ScanUrl PAGE =
            new ScanUrl("https", "example.com", 8443, "/shop/list?page=2");

    @ParameterizedTest
    @CsvSource({
        "http://other.example/x, http://other.example/x",
        "http:other.example, http:other.example",
        "//other.example/x, https://other.example/x",
        "/x, https://example.com:8443/x",
        "x?y, https://example.com:8443/shop/x?y",
        "?page=3, https://example.com:8443/shop/list?page=3",
        "'#top', https://example.com:8443/shop/list?page=2#top",
        "'', https://example.com:8443/shop/list?page=2",
        "a:b, a:b",
        "./a:b, https://example.com:8443/shop/./a:b",
    })
    void aReferenceIsReadAsOnThePage(String reference, String meaning) {
        assertThat(PAGE.resolve(reference)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"[2001:db8::1], 2001:db8::1", "192.0.2.1, 192.0.2.1", "example.com, example.com"})
    void socketsTakeAnIpv6AddressWithoutItsBrackets(String host, String bare) {
        assertThat(new ScanUrl("http", host, 80, "/").bareHost()).isEqualTo(bare);
    }
}
