package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StageProgress;
import com.xenlixai.scan.contract.event.StageState;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobMachineTest {

    private static final String SCAN = "01scan";

    @Test
    void happyPathClimbsTheLadder() {
        List<JobStatus> seen = new ArrayList<>();
        JobState job = JobMachine.begin(SCAN);
        for (StatusEvent event : Events.happyPath(SCAN)) {
            job = JobMachine.after(job, event);
            if (seen.isEmpty() || seen.getLast() != job.getStatus()) {
                seen.add(job.getStatus());
            }
        }
        assertThat(seen)
                .containsExactly(
                        JobStatus.QUEUED,
                        JobStatus.RUNNING,
                        JobStatus.TEASER_READY,
                        JobStatus.FULL_READY);
        assertThat(job.getProgress()).isEqualTo(100);
        assertThat(job.getStage()).isEqualTo(Stage.GENERATE);
        assertThat(job.getStages())
                .extracting(StageProgress::getState)
                .containsOnly(StageState.DONE);
        assertThat(job.getStages()).extracting(StageProgress::getDurationMillis).containsOnly(120L);
    }

    @Test
    void whatAReplayDoesNotDoAgainIsSkippedAndTheJobWaits() {
        JobState job =
                JobMachine.after(
                        JobMachine.begin(SCAN), Events.acceptedAgain(SCAN, Stage.GENERATE));

        assertThat(job.getStatus()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.getStartedAt()).isNull();
        assertThat(job.getStages())
                .extracting(StageProgress::getState)
                .containsExactly(
                        StageState.SKIPPED,
                        StageState.SKIPPED,
                        StageState.SKIPPED,
                        StageState.WAITING);
    }

    @Test
    void everyOrderOfAReplaysEventsLeadsToTheSamePlace() {
        List<StatusEvent> events =
                List.of(
                        Events.acceptedAgain(SCAN, Stage.ANALYZE),
                        Events.started(SCAN, Stage.PARSE),
                        Events.finished(SCAN, Stage.PARSE),
                        Events.started(SCAN, Stage.ANALYZE),
                        Events.of(SCAN, StatusKind.TEASER_STORED),
                        Events.started(SCAN, Stage.GENERATE));
        JobState expected = after(JobMachine.begin(SCAN), events);
        assertThat(expected.getStages().getFirst().getState()).isEqualTo(StageState.SKIPPED);

        eachOrder(new ArrayList<>(events), 0, order -> assertSamePlace(climb(order), expected));
    }

    @Test
    void anEndThatComesAloneTellsWhenTheStageBegan() {
        StatusEvent end =
                Events.event(SCAN, StatusKind.STAGE_FINISHED, Stage.CRAWL)
                        .setAttempt(2)
                        .setDurationMillis(40)
                        .build();
        JobState job = after(JobMachine.begin(SCAN), List.of(Events.accepted(SCAN), end));

        StageProgress crawl = job.getStages().getFirst();
        assertThat(crawl.getStartedAt()).isEqualTo(end.getOccurredAt().minusMillis(40));
        assertThat(crawl.getAttempts()).isEqualTo(2);
        assertThat(job.getStartedAt()).isEqualTo(crawl.getStartedAt());
        assertThat(job.getStatus()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void teaserStaysReadyWhileGenerateRuns() {
        JobState job = after(JobMachine.begin(SCAN), Events.happyPath(SCAN).subList(0, 9));
        assertThat(job.getStatus()).isEqualTo(JobStatus.TEASER_READY);
        assertThat(job.getStage()).isEqualTo(Stage.GENERATE);
    }

    @Test
    void fullReportBeforeTheTeaserEndsTheJobAtOnce() {
        JobState job =
                after(
                        JobMachine.begin(SCAN),
                        List.of(
                                Events.accepted(SCAN),
                                Events.started(SCAN, Stage.CRAWL),
                                Events.of(SCAN, StatusKind.REPORT_STORED),
                                Events.of(SCAN, StatusKind.TEASER_STORED)));
        assertThat(job.getStatus()).isEqualTo(JobStatus.FULL_READY);
    }

    @Test
    void everyOrderOfTheHappyPathsHeadLeadsToTheSamePlace() {
        List<StatusEvent> head = Events.happyPath(SCAN).subList(0, 8);
        JobState expected = after(JobMachine.begin(SCAN), head);
        int[] orders = {0};
        eachOrder(
                new ArrayList<>(head),
                0,
                order -> {
                    orders[0]++;
                    assertSamePlace(climb(order), expected);
                });
        assertThat(orders[0]).isEqualTo(40_320);
    }

    @Test
    void anyOrderWithRepeatsAndLossesOnlyClimbs() {
        long seed = System.nanoTime();
        System.out.println("JobMachineTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            climb(someEvents(random));
        }
    }

    @Test
    void whatALaterEventImpliesMayBeLost() {
        long seed = System.nanoTime();
        System.out.println("JobMachineTest seed " + seed);
        Random random = new Random(seed);
        List<StatusEvent> path = Events.happyPath(SCAN);
        for (int round = 0; round < 2_000; round++) {
            List<StatusEvent> events = new ArrayList<>();
            events.add(path.getFirst());
            path.subList(1, path.size() - 1).stream()
                    .filter(_ -> random.nextBoolean())
                    .forEach(events::add);
            events.add(path.getLast());
            Collections.shuffle(events, random);
            JobState job = climb(events);
            assertThat(job.getStatus()).isEqualTo(JobStatus.FULL_READY);
            assertThat(job.getProgress()).isEqualTo(100);
        }
    }

    @Test
    void aRepeatedEventGivesTheVerySameObject() {
        JobState job = JobMachine.begin(SCAN);
        for (StatusEvent event : Events.happyPath(SCAN)) {
            job = JobMachine.after(job, event);
            assertThat(JobMachine.after(job, event)).isSameAs(job);
        }
    }

    @Test
    void theFirstTerminalStateStands() {
        JobState cancelled =
                after(
                        JobMachine.begin(SCAN),
                        List.of(
                                Events.accepted(SCAN),
                                Events.started(SCAN, Stage.CRAWL),
                                Events.of(SCAN, StatusKind.CANCEL_REQUESTED)));
        assertThat(cancelled.getStatus()).isEqualTo(JobStatus.CANCELLED);
        for (StatusEvent late : Events.happyPath(SCAN)) {
            assertThat(JobMachine.after(cancelled, late)).isSameAs(cancelled);
        }
        StatusEvent failure = Events.failed(SCAN, Stage.CRAWL, Cause.DNS);
        assertThat(JobMachine.after(cancelled, failure)).isSameAs(cancelled);
    }

    @Test
    void aFailureNamesItsStageAndCause() {
        JobState job =
                after(
                        JobMachine.begin(SCAN),
                        List.of(
                                Events.accepted(SCAN),
                                Events.started(SCAN, Stage.CRAWL),
                                Events.failed(SCAN, Stage.CRAWL, Cause.DNS)));
        assertThat(job.getStatus()).isEqualTo(JobStatus.FAILED);
        assertThat(job.getFailure().getCause()).isEqualTo(Cause.DNS);
        assertThat(job.getStages().getFirst().getState()).isEqualTo(StageState.FAILED);
        assertThat(job.getFinishedAt()).isNotNull();
    }

    @Test
    void theQueuesLimitDoesNotEndWhatRuns() {
        JobState running =
                after(
                        JobMachine.begin(SCAN),
                        List.of(Events.accepted(SCAN), Events.started(SCAN, Stage.CRAWL)));
        assertThat(JobMachine.after(running, deadline(Cause.EXPIRED))).isSameAs(running);
        assertThat(JobMachine.after(running, deadline(Cause.TIMEOUT)).getStatus())
                .isEqualTo(JobStatus.FAILED);
    }

    @Test
    void politenessIsStillTheQueue() {
        StatusEvent polite =
                Events.event(SCAN, StatusKind.STAGE_RETRYING, Stage.CRAWL)
                        .setWaitUntil(Events.START.plusSeconds(30))
                        .build();
        JobState job = after(JobMachine.begin(SCAN), List.of(Events.accepted(SCAN), polite));
        assertThat(job.getStatus()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.getWaitReason()).isEqualTo("POLITENESS");
        JobState running = JobMachine.after(job, Events.started(SCAN, Stage.CRAWL));
        assertThat(running.getWaitReason()).isNull();
        assertThat(JobMachine.after(running, polite).getStatus()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void aSecondAttemptCounts() {
        StatusEvent again =
                Events.event(SCAN, StatusKind.STAGE_STARTED, Stage.CRAWL).setAttempt(2).build();
        JobState job =
                after(
                        JobMachine.begin(SCAN),
                        List.of(Events.accepted(SCAN), again, Events.started(SCAN, Stage.CRAWL)));
        assertThat(job.getStages().getFirst().getAttempts()).isEqualTo(2);
    }

    private static StatusEvent deadline(Cause cause) {
        return Events.event(SCAN, StatusKind.DEADLINE_PASSED, Stage.CRAWL)
                .setFailure(new FailureDetail(cause, "The scan took too long.", null))
                .build();
    }

    private static List<StatusEvent> someEvents(Random random) {
        List<StatusEvent> all = new ArrayList<>(Events.happyPath(SCAN));
        all.add(Events.failed(SCAN, Stage.ANALYZE, Cause.PARSE));
        all.add(Events.of(SCAN, StatusKind.CANCEL_REQUESTED));
        all.add(deadline(Cause.TIMEOUT));
        all.add(deadline(Cause.EXPIRED));
        all.add(Events.event(SCAN, StatusKind.STAGE_SKIPPED, Stage.GENERATE).build());
        all.add(Events.event(SCAN, StatusKind.STAGE_RETRYING, Stage.CRAWL).build());
        all.add(Events.of(SCAN, StatusKind.UNKNOWN));
        all.addAll(all.subList(0, random.nextInt(all.size())));
        Collections.shuffle(all, random);
        return all.subList(0, random.nextInt(all.size()) + 1);
    }

    /// Folds the events and checks at each step that nothing went back.
    private static JobState climb(List<StatusEvent> events) {
        JobState job = JobMachine.begin(SCAN);
        for (StatusEvent event : events) {
            JobState next = JobMachine.after(job, event);
            if (next != job) {
                assertThat(next.getVersion()).isEqualTo(job.getVersion() + 1);
                assertThat(next.getProgress()).isGreaterThanOrEqualTo(job.getProgress());
                assertThat(next.getStatus()).isGreaterThanOrEqualTo(job.getStatus());
                assertThat(ordinal(next.getStage()))
                        .isGreaterThanOrEqualTo(ordinal(job.getStage()));
                assertThat(next.getUpdatedAt()).isAfterOrEqualTo(job.getUpdatedAt());
                if (JobStatuses.isTerminal(job.getStatus())) {
                    assertThat(next.getStatus()).isEqualTo(job.getStatus());
                }
            }
            job = next;
        }
        return job;
    }

    private static int ordinal(@Nullable Stage stage) {
        return stage == null ? -1 : stage.ordinal();
    }

    private static void assertSamePlace(JobState job, JobState expected) {
        assertThat(job.getStatus()).isEqualTo(expected.getStatus());
        assertThat(job.getStage()).isEqualTo(expected.getStage());
        assertThat(job.getProgress()).isEqualTo(expected.getProgress());
        assertThat(job.getOrder()).isEqualTo(expected.getOrder());
        for (int i = 0; i < expected.getStages().size(); i++) {
            StageProgress stage = job.getStages().get(i);
            assertThat(stage.getState()).isEqualTo(expected.getStages().get(i).getState());
            assertThat(stage.getAttempts()).isEqualTo(expected.getStages().get(i).getAttempts());
        }
    }

    private static JobState after(JobState job, List<StatusEvent> events) {
        JobState state = job;
        for (StatusEvent event : events) {
            state = JobMachine.after(state, event);
        }
        return state;
    }

    private static void eachOrder(
            List<StatusEvent> events, int fixed, Consumer<List<StatusEvent>> check) {
        if (fixed == events.size()) {
            check.accept(events);
            return;
        }
        for (int i = fixed; i < events.size(); i++) {
            Collections.swap(events, fixed, i);
            eachOrder(events, fixed + 1, check);
            Collections.swap(events, fixed, i);
        }
    }
}
