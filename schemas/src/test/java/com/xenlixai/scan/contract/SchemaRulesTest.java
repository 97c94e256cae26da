package com.xenlixai.scan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.StatusEvent;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaRulesTest {

    private static final String RELEASE = "./xenlix schemas release";

    static Stream<String> events() {
        return SchemaHistory.currentEvents().values().stream().map(Schema::getName).sorted();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyRecordFieldAndEnumIsExplainedAndEveryEnumHasADefault(String event) {
        assertThat(SchemaRules.flaws(current(event))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void theCurrentSchemaReadsAllReleasedOnesAndIsReadByThem(String event) {
        assertThat(SchemaRules.incompatibilities(current(event), SchemaHistory.released(event)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void theCurrentSchemaIsTheNewestReleasedOne(String event) {
        List<Schema> released = SchemaHistory.released(event);
        assertThat(released)
                .as("%s has no released version; run %s", event, RELEASE)
                .isNotEmpty()
                .last()
                .as("%s changed since its last release; run %s", event, RELEASE)
                .matches(newest -> SchemaRules.sameFingerprint(newest, current(event)));
    }

    @Test
    void aRemovedFieldWithoutDefaultIsCaught() {
        Schema released = StatusEvent.getClassSchema();
        Schema changed = parse(released.toString().replace("\"scanId\"", "\"scanKey\""));
        assertThat(SchemaRules.incompatibilities(changed, List.of(released))).isNotEmpty();
    }

    @Test
    void aNewFieldWithoutDefaultIsCaughtAndOneWithDefaultIsNot() {
        Schema released = parse(record("{\"name\":\"id\",\"type\":\"string\"}"));
        Schema withoutDefault =
                parse(
                        record(
                                "{\"name\":\"id\",\"type\":\"string\"},"
                                        + "{\"name\":\"site\",\"type\":\"string\"}"));
        Schema withDefault =
                parse(
                        record(
                                "{\"name\":\"id\",\"type\":\"string\"},"
                                        + "{\"name\":\"site\",\"type\":\"string\",\"default\":\"\"}"));
        assertThat(SchemaRules.incompatibilities(withoutDefault, List.of(released))).isNotEmpty();
        assertThat(SchemaRules.incompatibilities(withDefault, List.of(released))).isEmpty();
    }

    @Test
    void aChangedTypeIsCaughtAlsoAgainstTheOldestRelease() {
        Schema first = parse(record("{\"name\":\"size\",\"type\":\"string\",\"default\":\"\"}"));
        Schema second = parse(record("{\"name\":\"id\",\"type\":\"string\",\"default\":\"\"}"));
        Schema third = parse(record("{\"name\":\"size\",\"type\":\"long\",\"default\":0}"));
        assertThat(SchemaRules.incompatibilities(third, List.of(second))).isEmpty();
        assertThat(SchemaRules.incompatibilities(third, List.of(first, second))).isNotEmpty();
    }

    @Test
    void anEnumSymbolMayBeAddedOnlyWhereReadersHaveADefault() {
        Schema withDefault = parse(enumRecord("\"A\",\"UNKNOWN\"", ",\"default\":\"UNKNOWN\""));
        Schema withDefaultGrown =
                parse(enumRecord("\"A\",\"B\",\"UNKNOWN\"", ",\"default\":\"UNKNOWN\""));
        Schema bare = parse(enumRecord("\"A\"", ""));
        Schema bareGrown = parse(enumRecord("\"A\",\"B\"", ""));
        assertThat(SchemaRules.incompatibilities(withDefaultGrown, List.of(withDefault))).isEmpty();
        assertThat(SchemaRules.incompatibilities(bareGrown, List.of(bare))).isNotEmpty();
        assertThat(SchemaRules.flaws(bare)).anyMatch(flaw -> flaw.contains("no default"));
    }

    @Test
    void aFieldWithoutDocStringIsCaught() {
        assertThat(SchemaRules.flaws(parse(record("{\"name\":\"id\",\"type\":\"string\"}"))))
                .containsExactly("Event has no doc string", "Event.id has no doc string");
    }

    private static Schema current(String event) {
        return SchemaHistory.current("com.xenlixai.scan.contract.event." + event);
    }

    private static Schema parse(String json) {
        return new Schema.Parser().parse(json);
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"Event\",\"fields\":[" + fields + "]}";
    }

    private static String enumRecord(String symbols, String extra) {
        return record(
                "{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":["
                        + symbols
                        + "]"
                        + extra
                        + "}}");
    }
}
