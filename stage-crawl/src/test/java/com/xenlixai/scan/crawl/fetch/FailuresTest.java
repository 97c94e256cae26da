package com.xenlixai.scan.crawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketException;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static Problem of(Exception e) {
        return Failures.of(e, HttpCoreContext.create(), Phases.NONE);
    }

    @Test
    void aShortageOfOurOwnIsNotTheServersFault() {
        assertThat(of(new SocketException("Too many open files"))).isEqualTo(Problem.NO_FILES);
        assertThat(of(new ConnectException("Connect to http://a failed: Too many open files")))
                .isEqualTo(Problem.NO_FILES);
        assertThat(of(new ConnectException("Connection refused")))
                .isEqualTo(Problem.CONNECT_REFUSED);
        assertThat(of(new SocketException("Network is unreachable")))
                .isEqualTo(Problem.CONNECT_FAILED);
    }
}
