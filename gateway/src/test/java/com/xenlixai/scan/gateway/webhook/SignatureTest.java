package com.xenlixai.scan.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// Source: the example of the Standard Webhooks reference libraries.
    @Test
    void isThatOfTheStandardsExample() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(
                        Signature.of(
                                List.of(SECRET),
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                1_614_265_330,
                                body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void everySecretInForceSigns() {
        String both = Signature.of(List.of(SECRET, "whsec_AAAA"), "msg_1", 1, new byte[0]);

        assertThat(both.split(" ")).hasSize(2).allMatch(one -> one.startsWith("v1,"));
        assertThat(both.split(" ")[0]).isNotEqualTo(both.split(" ")[1]);
    }

    @Test
    void idTimeAndBodyAllCount() {
        byte[] body = {1};
        List<String> secrets = List.of(SECRET);
        String signature = Signature.of(secrets, "msg_1", 1, body);

        assertThat(Signature.of(secrets, "msg_2", 1, body)).isNotEqualTo(signature);
        assertThat(Signature.of(secrets, "msg_1", 2, body)).isNotEqualTo(signature);
        assertThat(Signature.of(secrets, "msg_1", 1, new byte[] {2})).isNotEqualTo(signature);
    }
}
