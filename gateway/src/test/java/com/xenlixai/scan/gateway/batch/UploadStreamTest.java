package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.netty.channel.AbortedException;

class UploadStreamTest {

    private static Flux<DataBuffer> parts(String... parts) {
        return Flux.fromArray(parts)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    private static InputStream failing(Throwable reason) {
        return UploadStream.of(parts("a part").concatWith(Flux.error(reason)), 8);
    }

    @Test
    void anUploadIsReadToItsEnd() throws IOException {
        try (InputStream stream = UploadStream.of(parts("one ", "", "two"), 8)) {
            assertThat(stream.read()).isEqualTo('o');
            assertThat(stream.readAllBytes()).asString().isEqualTo("ne two");
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionThatEndsIsAnInputThatEnds() {
        var reset = new IOException("Connection reset by peer");
        assertThatThrownBy(() -> failing(reset).readAllBytes()).isSameAs(reset);
        var gone = AbortedException.beforeSend();
        assertThatThrownBy(() -> failing(gone).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasCause(gone);
    }

    @Test
    void anUploadThatComesTooSlowlyOrNotAtAllIsAnInputThatEnds() {
        assertThatThrownBy(() -> failing(new TimeoutException("slow")).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        Flux<DataBuffer> silent = Flux.<DataBuffer>never().timeout(Duration.ofMillis(1));
        assertThatThrownBy(() -> UploadStream.of(silent, 8).read())
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aFaultOfOursStaysOne() {
        var fault = new IllegalStateException("a bug");
        assertThatThrownBy(() -> failing(fault).readAllBytes()).isSameAs(fault);
    }
}
