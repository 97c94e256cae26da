package com.xenlixai.scan.analyze.check.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretScanTest {

    @ParameterizedTest
    @CsvSource({
        "AWS access key, AKIAABCDEFGHIJKLMNOP",
        "Stripe secret key, sk_live_abcdefghijklmnop",
        "Stripe restricted key, rk_live_abcdefghijklmnop",
        "GitHub token, ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "GitHub token, github_pat_abcdefghijklmnopqrstuvwxyz0123456789abcd",
        "Slack token, xoxb-123456789012-abcdefgh",
        "Slack token, xoxp-123456789012-abcdefgh",
        "OpenAI key, sk-proj-abcdefghijklmnopqrstuvwxyz0123456789",
        "Anthropic key, sk-ant-abcdefghijklmnopqrstuvwxyz0123456789",
        "private key, -----BEGIN PRIVATE KEY-----aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-----END PRIVATE KEY-----",
        "administrator token, eyJhbGciOiJIUzI1NiJ9.eyJhZG1pbiI6dHJ1ZX0.abc"
    })
    void findsAKeyWhereverItStands(String kind, String key) {
        // Each of the characters by which marks are searched for, and no mark.
        String before = "task_K xo_J G SG sk ey gh_ ghp AKI xox_ -----BEGI ";
        for (String text :
                List.of(key, before + key, key + " " + before, before + "\u0416 " + key)) {
            assertThat(SecretScan.find(text)).as(text).extracting("kind").containsExactly(kind);
            assertThat(SecretScan.find(text).getFirst().offset()).isEqualTo(text.indexOf(key));
        }
    }

    @Test
    void findsNothingInMarksAlone() {
        assertThat(SecretScan.find("AKIA sk_live_ ghp_ xoxb- sk-proj- SG. -----BEGIN eyJ"))
                .isEmpty();
    }
}
