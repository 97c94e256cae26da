package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// What the engine must know of a stage. With a {@link Step} bean beside it, this is all that a
/// stage says about Kafka:
///
/// ```java
/// @Configuration(proxyBeanMethods = false)
/// @Import(StageRuntimeConfiguration.class)
/// class AnalyzeConfiguration {
///
///     @Bean
///     StageDefinition<PageFetched> stage() {
///         return StageDefinition.of("analyze", PageFetched.class, PageFetched::getOrder)
///                 .reporting(Stage.PARSE, Stage.ANALYZE)
///                 .reading(Topics::analyze)
///                 .feeding("generate", Topics::generate);
///     }
///
///     @Bean
///     Step<PageFetched> step(AnalyzeSettings settings) {
///         return new Analyze(settings);
///     }
/// }
/// ```
///
/// Its `application.yml` begins with `spring.config.import: classpath:stage-runtime.yml` (probes,
/// metrics path, graceful shutdown) and sets `server.port`; limits are `xenlix.stage.*`
/// ({@link StageSettings}).
///
/// @param name also the consumer group, as `stage-<name>`
/// @param inputType the event that the stage works on; anything else is poison
/// @param order finds the order that travels in the input
/// @param stages what clients see of this stage, in order: the first begins with the step, each
///     other one when the step says {@link StepContext#advanceTo}
/// @param input the input topic of each lane
/// @param next who reads what this stage writes; its lag holds back the batch lane. Null at the end
public record StageDefinition<I extends SpecificRecord>(
        String name,
        Class<I> inputType,
        Function<I, ScanOrder> order,
        List<Stage> stages,
        Function<Lane, TopicSpec> input,
        @Nullable Downstream next) {

    /// The stage that reads our outputs.
    ///
    /// @param group its consumer group
    /// @param input its input topic of each lane
    public record Downstream(String group, Function<Lane, TopicSpec> input) {}

    public StageDefinition {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException("stage names are one lower-case word: " + name);
        }
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stage " + name + " reports no stage to clients");
        }
    }

    /// Begins a definition: {@code of(…).reporting(…).reading(…)}, and where another stage follows
    /// `.feeding(…)`.
    public static <I extends SpecificRecord> Named<I> of(
            String name, Class<I> inputType, Function<I, ScanOrder> order) {
        return new Named<>(name, inputType, order);
    }

    /// A definition that lacks the stages it reports.
    public record Named<I extends SpecificRecord>(
            String name, Class<I> inputType, Function<I, ScanOrder> order) {

        /// What clients see of the stage, in order.
        public Reporting<I> reporting(Stage... stages) {
            return new Reporting<>(this, List.of(stages));
        }
    }

    /// A definition that lacks its topics.
    public record Reporting<I extends SpecificRecord>(Named<I> named, List<Stage> stages) {

        /// Where the stage's records come from, by lane.
        public StageDefinition<I> reading(Function<Lane, TopicSpec> input) {
            return new StageDefinition<>(
                    named.name(), named.inputType(), named.order(), stages, input, null);
        }
    }

    /// The same stage, held back while the stage of that name lags.
    public StageDefinition<I> feeding(String stage, Function<Lane, TopicSpec> itsInput) {
        return new StageDefinition<>(
                name, inputType, order, stages, input, new Downstream("stage-" + stage, itsInput));
    }

    /// The consumer group.
    public String group() {
        return "stage-" + name;
    }

    /// Who tells, in CloudEvents terms.
    String source() {
        return "/stage/" + name;
    }
}
