package com.xenlixai.scan.crawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Truncation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private static final long SEED = 20261130;

    private final Random random = new Random(SEED);
    private final LongAdder reading = new LongAdder();

    @Test
    void aBodyComesWholeWhateverItsServerPromised() throws IOException {
        for (int length : new int[] {0, 1, 2, 1000, 16 * 1024, 16 * 1024 + 1, 300_000}) {
            byte[] body = bytes(length);
            for (long promised :
                    new long[] {-1, 0, 1, length - 1L, length, length + 1L, 1L << 40}) {
                BodyReader reader = reader(300_000);
                reader.readFrom(inPieces(body), promised);
                assertThat(reader.bytes())
                        .as("%s bytes, %s promised, seed %s", length, promised, SEED)
                        .isEqualTo(body);
                assertThat(reader.truncation()).isEqualTo(Truncation.NONE);
            }
        }
    }

    @Test
    void aBodyThatIsTooLongIsCutWhereTheLimitIs() throws IOException {
        for (int most : new int[] {1, 1000, 16 * 1024, 50_000}) {
            byte[] body = bytes(most + 1 + random.nextInt(40_000));
            for (long promised : new long[] {-1, 1, most, body.length}) {
                BodyReader reader = reader(most);
                reader.readFrom(inPieces(body), promised);
                assertThat(reader.bytes())
                        .as("at most %s, %s promised, seed %s", most, promised, SEED)
                        .isEqualTo(Arrays.copyOf(body, most));
                assertThat(reader.truncation()).isEqualTo(Truncation.SIZE);
            }
        }
    }

    @Test
    void nothingCountsAsBeingReadWhenItIsRead() throws IOException {
        BodyReader reader = reader(1000);
        reader.readFrom(inPieces(bytes(5000)), 5000);
        assertThat(reading.sum()).isZero();
    }

    private BodyReader reader(int most) {
        return new BodyReader(most, FetchLimits.WEB, Deadline.in(Duration.ofMinutes(1)), reading);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// As a connection gives it: less at once than was asked for.
    private InputStream inPieces(byte[] body) {
        return new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                int most = length == 0 ? 0 : 1 + random.nextInt(Math.min(length, 9000));
                return super.read(into, offset, most);
            }
        };
    }
}
