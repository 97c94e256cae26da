package com.xenlixai.scan.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.Strategy;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.access.Scope;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemException.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanRequestReaderTest {

    private final ScanRequestReader reader =
            new ScanRequestReader(UrlPolicy.standard(), Duration.ofMinutes(5));

    @Test
    void aUrlAloneIsEnough() {
        ScanRequest request = read("{\"url\":\"https://www.example.com\"}");
        assertThat(request.url().text()).isEqualTo("https://www.example.com/");
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(request.strategy()).isEqualTo(Strategy.MOBILE);
        assertThat(request.features()).containsExactlyInAnyOrder(Feature.values());
        assertThat(request.maxAge()).isNull();
        assertThat(request.expectIndexable()).isTrue();
        assertThat(request.ignoreRobots()).isFalse();
    }

    @Test
    void everyOptionIsRead() {
        ScanRequest request =
                read(
                        """
                        {"url":"https://www.example.com/a","timeoutSeconds":20,
                         "strategy":"desktop","features":["psi","psi"],"maxAgeSeconds":3600,
                         "expectIndexable":false,"ignoreRobots":true}""");
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(request.strategy()).isEqualTo(Strategy.DESKTOP);
        assertThat(request.features()).containsExactly(Feature.PSI);
        assertThat(request.maxAge()).isEqualTo(Duration.ofHours(1));
        assertThat(request.expectIndexable()).isFalse();
        assertThat(request.ignoreRobots()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"url":                                          | 400 | body
                    []                                               | 400 | body
                    "https://www.example.com"                        | 400 | body
                    {"url":"https://a.example"} x                    | 400 | body
                    {"url":"https://a.example","url":"b"}            | 400 | body
                    {}                                               | 400 | url
                    {"url":7}                                        | 400 | url
                    {"url":null}                                     | 400 | url
                    {"url":""}                                       | 400 | url
                    {"url":"www.example.com"}                        | 400 | url
                    {"url":"ftp://www.example.com"}                  | 400 | url
                    {"url":"https://"}                               | 400 | url
                    {"url":"https://user:secret@www.example.com"}    | 400 | url
                    {"url":"https://www.exa mple.com"}               | 400 | url
                    {"url":"http://127.0.0.1/"}                      | 422 | url
                    {"url":"http://[::1]/"}                          | 422 | url
                    {"url":"http://169.254.169.254/latest"}          | 422 | url
                    {"url":"http://localhost/"}                      | 422 | url
                    {"url":"https://www.example.com:22/"}            | 422 | url
                    {"url":"https://a.example","timeoutSeconds":0}   | 400 | timeoutSeconds
                    {"url":"https://a.example","timeoutSeconds":"5"} | 400 | timeoutSeconds
                    {"url":"https://a.example","timeoutSeconds":1e99}| 400 | timeoutSeconds
                    {"url":"https://a.example","strategy":"tablet"}  | 400 | strategy
                    {"url":"https://a.example","features":"psi"}     | 400 | features
                    {"url":"https://a.example","features":["all"]}   | 400 | features
                    {"url":"https://a.example","maxAgeSeconds":-1}   | 400 | maxAgeSeconds
                    {"url":"https://a.example","expectIndexable":1}  | 400 | expectIndexable
                    {"url":"https://a.example","ignoreRobots":"yes"} | 400 | ignoreRobots
                    {"url":"https://a.example","timeoutseconds":1}   | 400 | timeoutseconds""")
    void whatIsWrongIsNamed(String body, int status, String field) {
        ProblemException problem = refused(body);
        assertThat(problem.problem().type().status()).isEqualTo(status);
        assertThat(problem.problem().errors()).extracting(FieldError::field).containsOnly(field);
        assertThat(problem.problem().errors())
                .extracting(FieldError::reason)
                .allMatch(reason -> !reason.contains("jackson") && !reason.contains("java"));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        ProblemException problem =
                refused("{\"url\":\"http://127.0.0.1\",\"strategy\":1,\"wait\":2}");
        assertThat(problem.problem().type().status()).isEqualTo(400);
        assertThat(problem.problem().errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("url", "strategy", "wait");
    }

    @Test
    void aUrlOf2048CharactersIsTheLongest() {
        String start = "https://www.example.com/";
        String longest = start + "a".repeat(2_048 - start.length());
        assertThat(reader.ofUrl(longest).url().text()).isEqualTo(longest);
        assertThat(refused("{\"url\":\"" + longest + "a\"}").problem().type().status())
                .isEqualTo(400);
    }

    @Test
    void theHashIsOfTheMeaningAndNotOfTheText() {
        String one =
                read("{\"url\":\"https://www.example.com\",\"features\":[\"psi\",\"insights\"]}")
                        .hash();
        String same =
                read("{ \"features\": [\"insights\",\"psi\"], \"url\":\"HTTPS://WWW.example.com/\" }")
                        .hash();
        String other = read("{\"url\":\"https://www.example.com\",\"features\":[\"psi\"]}").hash();
        assertThat(same).isEqualTo(one).hasSize(64);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void toIgnoreRobotsIsAnotherMeaningAndNotToSayItIsNot() {
        String plain = read("{\"url\":\"https://www.example.com\"}").hash();
        String not = read("{\"url\":\"https://www.example.com\",\"ignoreRobots\":false}").hash();
        String ignoring =
                read("{\"url\":\"https://www.example.com\",\"ignoreRobots\":true}").hash();
        assertThat(not).isEqualTo(plain);
        assertThat(ignoring).isNotEqualTo(plain);
    }

    @Test
    void onlyWhoIsEntitledMayHaveRobotsIgnored() {
        ScanRequest plain = read("{\"url\":\"https://www.example.com\"}");
        ScanRequest ignoring = read("{\"url\":\"https://www.example.com\",\"ignoreRobots\":true}");
        Set<Scope> others = EnumSet.complementOf(EnumSet.of(Scope.ROBOTS_IGNORE));

        assertThat(plain.beyond(others)).isEmpty();
        assertThat(ignoring.beyond(others)).map(FieldError::field).contains("ignoreRobots");
        assertThat(ignoring.beyond(Caller.ANYONE.scopes())).isPresent();
        assertThat(ignoring.beyond(EnumSet.of(Scope.ROBOTS_IGNORE))).isEmpty();
    }

    @Test
    void deepNestingIsRefusedAndNotFollowed() {
        String deep = "{\"url\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
        assertThat(refused(deep).problem().errors())
                .extracting(FieldError::field)
                .isEqualTo(List.of("body"));
    }

    private ScanRequest read(String body) {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private ProblemException refused(String body) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(body));
        if (problem == null) {
            throw new AssertionError("was not refused: " + body);
        }
        return problem;
    }
}
