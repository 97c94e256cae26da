package com.xenlixai.scan.contract.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.url.UrlVerdict.Allowed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolitenessKeyTest {

    @ParameterizedTest
    @CsvSource({
        "http://example.com/, example.com",
        "http://www.shop.example.com:8080/a, example.com",
        "http://www.example.co.uk/, example.co.uk",
        "http://co.uk/, co.uk",
        "http://a.b.someone.github.io/, someone.github.io",
        "http://x.y.anything.ck/, y.anything.ck",
        "http://www.ck/, www.ck",
        "http://a.b.www.ck/, www.ck",
        "http://x.city.kawasaki.jp/, city.kawasaki.jp",
        "http://www.食狮.公司.cn/, xn--85x722f.xn--55qx5d.cn",
        "http://host.unlisted-suffix/, host.unlisted-suffix",
        "http://93.184.216.34/, 93.184.216.34",
        "http://[2001:4860:4860::8888]/, [2001:4860:4860::8888]",
    })
    void aSiteIsItsRegistrableDomainOrItsAddress(String url, String key) {
        assertThat(UrlPolicy.standard().check(url))
                .isInstanceOfSatisfying(
                        Allowed.class, it -> assertThat(PolitenessKey.of(it.url())).isEqualTo(key));
    }
}
