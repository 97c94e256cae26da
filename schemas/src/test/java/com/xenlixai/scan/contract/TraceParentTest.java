package com.xenlixai.scan.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void whatIsWrittenIsReadAgain() {
        var headers = new RecordHeaders();
        var sampled = new TraceParent(TRACE, SPAN, true);
        sampled.write(headers);
        assertThat(TraceParent.of(headers)).contains(sampled);
        new TraceParent(TRACE, SPAN, false).write(headers);
        assertThat(TraceParent.of(headers)).contains(new TraceParent(TRACE, SPAN, false));
        assertThat(headers.toArray()).hasSize(1);
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        assertThat(TraceParent.parse("01-" + TRACE + "-" + SPAN + "-03-more"))
                .contains(new TraceParent(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nforged",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more\nforged",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g"
            })
    void whatIsNoTraceContextIsTakenAsAbsent(String text) {
        assertThat(TraceParent.parse(text)).isEmpty();
    }

    @Test
    void absentIsAbsent() {
        assertThat(TraceParent.of(new RecordHeaders())).isEmpty();
    }

    @Test
    void idsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TraceParent("", "", true));
    }
}
