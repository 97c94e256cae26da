package com.xenlixai.scan.gateway.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleRequestReaderTest {

    private final ScheduleRequestReader reader =
            new ScheduleRequestReader(
                    UrlPolicy.standard(),
                    new ScheduleSettings(
                            Duration.ofMinutes(1),
                            10,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(30)),
                    Clock.fixed(Instant.parse("2026-12-05T00:00:00Z"), ZoneOffset.UTC));

    private ScheduleRequest read(String json) {
        return reader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void urlBecomesABatchOfOne() {
        ScheduleRequest request = read("{'url':'HTTPS://a.example','interval':'6h','name':'home'}");

        assertThat(text(request.batch())).isEqualTo("{'urls':['https://a.example/']}");
        assertThat(request.timing()).isEqualTo(new Timing.Interval(Duration.ofHours(6)));
        assertThat(text(request.document()))
                .isEqualTo("{'name':'home','url':'https://a.example/','interval':'PT6H'}");
    }

    @Test
    void sitemapIsReadAtEachRun() {
        ScheduleRequest request =
                read(
                        "{'sitemapUrl':'https://a.example/sitemap.xml','cron':'0 6 * * *','zone':"
                                + "'Europe/Berlin','callbackUrl':'https://b.example/hook'}");

        assertThat(text(request.batch()))
                .isEqualTo(
                        "{'sitemapUrl':'https://a.example/sitemap.xml','callbackUrl':"
                                + "'https://b.example/hook'}");
    }

    @Test
    void withABoundOnlyFallsAreTold() {
        ScheduleRequest request =
                read(
                        "{'urls':['https://a.example/'],'interval':'1d','maxScoreDrop':5,"
                                + "'callbackUrl':'https://b.example/hook'}");

        assertThat(text(request.batch())).isEqualTo("{'urls':['https://a.example/']}");
        assertThat(request.maxDrop()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'interval':'6h'} | url",
                "{'url':'https://a.example','urls':[],'interval':'6h'} | url",
                "{'url':'nonsense','interval':'6h'} | url",
                "{'url':'http://10.0.0.1/','interval':'6h'} | url",
                "{'urls':[],'interval':'6h'} | urls",
                "{'urls':['https://a.example',7],'interval':'6h'} | urls[1]",
                "{'url':'https://a.example'} | cron",
                "{'url':'https://a.example','interval':'soon'} | interval",
                "{'url':'https://a.example','interval':'10s'} | interval",
                "{'url':'https://a.example','interval':'-6h'} | interval",
                "{'url':'https://a.example','cron':'* * * * * *'} | cron",
                "{'url':'https://a.example','cron':'0 0 30 2 *'} | cron",
                "{'url':'https://a.example','cron':'@daily','zone':'Mars'} | zone",
                "{'url':'https://a.example','cron':'@daily','maxScoreDrop':5} | callbackUrl",
                "{'url':'https://a.example','cron':'@daily','callbackUrl':'http://127.0.0.1/'} |"
                        + " callbackUrl",
                "{'url':'https://a.example','cron':'@daily','maxScoreDrop':'5'} | maxScoreDrop",
                "{'url':'https://a.example','cron':'@daily','colour':'red'} | colour",
                "[] | body",
                "{ | body"
            })
    void whatIsWrongIsNamed(String json, String field) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.problem().errors().getFirst().field())
                                        .isEqualTo(field));
    }
}
