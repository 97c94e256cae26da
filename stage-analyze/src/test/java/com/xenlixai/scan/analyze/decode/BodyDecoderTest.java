package com.xenlixai.scan.analyze.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.xenlixai.scan.analyze.decode.BodyDecoder.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyDecoderTest {

    private static final byte[] PAGE =
            "<!doctype html><title>Tents</title>".repeat(40).getBytes(StandardCharsets.UTF_8);

    /// "<p>tent</p>" repeated five times, by the reference encoder.
    private static final String BROTLI = "GzYA+B0HbszFbpsb5yUPHF29uJVPWRgVAWTyEw==";

    private final BodyDecoder decoder = new BodyDecoder(100_000);

    @Test
    void undoesEachEncoding() {
        assertThat(decoder.decode(PAGE, "identity").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(gzip(PAGE), "gzip").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(gzip(PAGE), "X-GZIP").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(deflate(PAGE, false), "deflate").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(deflate(PAGE, true), "deflate").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(Zstd.compress(PAGE), "zstd").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(Base64.getDecoder().decode(BROTLI), "br").bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("<p>tent</p>".repeat(5));
        assertThat(decoder.decode(gzip(Zstd.compress(PAGE)), "zstd, gzip").bytes()).isEqualTo(PAGE);
    }

    @Test
    void aWrongLabelIsSeenThrough() {
        Body plain = decoder.decode(PAGE, "gzip");
        assertThat(plain.bytes()).isEqualTo(PAGE);
        assertThat(plain.problem()).contains("not gzip");
        assertThat(decoder.decode(gzip(PAGE), "identity").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(gzip(PAGE), "zstd").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(PAGE, "br").bytes()).isEqualTo(PAGE);
        assertThat(decoder.decode(PAGE, "compress").problem()).contains("compress");
    }

    @Test
    void aBombIsCut() {
        byte[] bomb = gzip(gzip(new byte[30_000_000]));
        Body body = decoder.decode(bomb, "gzip, gzip");
        assertThat(body.bytes()).hasSize(100_000);
        assertThat(body.cut()).isTrue();
    }

    @Test
    void tooManyLayersAreRefused() {
        assertThat(decoder.decode(PAGE, "gzip, gzip, gzip, gzip").bytes()).isEmpty();
    }

    @Test
    void aBodyThatEndsEarlyGivesItsBeginning() {
        byte[] noise = new byte[50_000];
        new java.util.Random(3).nextBytes(noise);
        byte[] packed = gzip(noise);
        Body body = decoder.decode(Arrays.copyOf(packed, packed.length / 2), "gzip");
        assertThat(body.bytes()).isNotEmpty();
        assertThat(body.problem()).contains("ends early");
    }

    @Test
    void damageIsAProblemAndNoException() {
        byte[] packed = gzip(PAGE);
        Arrays.fill(packed, 12, packed.length, (byte) 0x55);
        assertThat(decoder.decode(packed, "gzip").problem()).isNotNull();
        assertThat(decoder.decode(new byte[] {1, 2, 3}, "br").problem()).isNotNull();
        assertThat(decoder.decode(new byte[] {1, 2, 3}, "deflate").problem()).isNotNull();
        assertThat(decoder.decode(Base64.getDecoder().decode(BROTLI), "zstd").problem())
                .contains("not zstd");
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes, boolean bare) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, bare))) {
            deflate.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
