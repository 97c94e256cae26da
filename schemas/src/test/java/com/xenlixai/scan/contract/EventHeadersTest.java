package com.xenlixai.scan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventHeadersTest {

    private static final Instant TIME = Instant.parse("2026-05-04T10:00:00Z");
    private static final ControlEntry EVENT =
            new ControlEntry(ControlKind.CANCELLED, TIME, TIME.plusSeconds(60));

    private final Headers headers = new RecordHeaders();

    @Test
    void anEventSaysWhatItIsInCloudEventsAttributes() {
        EventHeaders.write(headers, EVENT, "id-1", "/gateway/arbiter", "scan-1", TIME);

        assertThat(lines())
                .containsExactlyInAnyOrder(
                        "ce_specversion=1.0",
                        "ce_id=id-1",
                        "ce_source=/gateway/arbiter",
                        "ce_type=com.xenlixai.scan.ControlEntry",
                        "ce_subject=scan-1",
                        "ce_time=2026-05-04T10:00:00Z",
                        "content-type=application/avro");
    }

    @Test
    void aRecordThatIsPassedOnIsAnEventOfItsOwnAndKeepsTheRest() {
        EventHeaders.write(headers, EVENT, "id-1", "/stage/crawl", "scan-1", TIME);
        EventHeaders.put(headers, EventHeaders.TRACEPARENT, "00-trace");

        EventHeaders.write(headers, EVENT, "id-2", "/gateway/arbiter", "scan-1", TIME);

        assertThat(lines()).hasSize(8).contains("ce_id=id-2", "traceparent=00-trace");
        assertThat(EventHeaders.get(headers, EventHeaders.SOURCE)).contains("/gateway/arbiter");
    }

    private List<String> lines() {
        return Arrays.stream(headers.toArray())
                .map(Header::key)
                .map(key -> key + "=" + EventHeaders.get(headers, key).orElseThrow())
                .toList();
    }
}
