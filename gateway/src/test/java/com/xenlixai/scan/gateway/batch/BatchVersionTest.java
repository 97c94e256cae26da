package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.gateway.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchVersionTest {

    private final BatchVersion now = new BatchVersion(5, 2, 0, 10, true, -7);

    @Test
    void aTagComesBackAsWhatItWas() {
        assertThat(BatchVersion.seen(List.of(now.tag()), null)).isEqualTo(now);
        assertThat(BatchVersion.seen(List.of(), now.tag())).isEqualTo(now);
    }

    @Test
    void aGatewayIsBehindWhenAnyCountIs() {
        assertThat(now.isAtLeast(now)).isTrue();
        assertThat(now.isAtLeast(new BatchVersion(6, 1, 0, 10, true, 0))).isFalse();
        assertThat(new BatchVersion(5, 2, 0, 10, false, 0).isAtLeast(now)).isFalse();
        assertThat(now.isAtLeast(BatchVersion.seen(List.of("\"foreign\""), null))).isTrue();
    }

    @Test
    void aConditionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> BatchVersion.seen(List.of(), "17"))
                .isInstanceOf(ProblemException.class);
    }
}
