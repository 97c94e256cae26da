package com.xenlixai.scan.crawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CreditsTest {

    private static final long MOST_BYTES = 1_000;

    private final AtomicLong bytes = new AtomicLong();
    private final Credits credits = new Credits(10, 2, 1, bytes::get, MOST_BYTES);
    private final Credits.Share share = credits.share();

    @Test
    void aFetchLeavesItsPlaceWhenItsAnswerIsRead() {
        List<Credits.Credit> batch = take(Lane.BATCH, 100);
        assertThat(batch).hasSize(8);

        batch.getFirst().fetched();

        assertThat(credits.inFlight(Lane.BATCH)).isEqualTo(7);
        assertThat(take(Lane.BATCH, 100)).hasSize(1);
    }

    @Test
    void whatIsNotInTheLogYetIsBoundedByCountAndPeopleKeepTheirReserve() {
        assertThat(fetchAllThatMay()).hasSize(38);
        assertThat(credits.inFlight(Lane.BATCH)).isZero();
        assertThat(take(Lane.INTERACTIVE, 100)).hasSize(2);
    }

    @Test
    void anEndInTheLogMakesRoomForAnother() {
        List<Credits.Credit> all = fetchAllThatMay();

        all.subList(0, 3).forEach(Credits.Credit::giveBack);

        assertThat(take(Lane.BATCH, 100)).hasSize(3);
    }

    @Test
    void nothingIsFetchedWhilePagesOnTheirWayToTheLogHoldTooMuch() {
        take(Lane.BATCH, 1).getFirst().fetched();
        bytes.set(MOST_BYTES);
        assertThat(take(Lane.BATCH, 1)).isEmpty();
        assertThat(take(Lane.INTERACTIVE, 1)).isEmpty();
        bytes.decrementAndGet();
        assertThat(take(Lane.BATCH, 1)).hasSize(1);
    }

    @Test
    void aStepThatIsRepeatedCountsOnce() {
        Credits.Credit one = take(Lane.BATCH, 2).getFirst();
        one.fetched();
        one.fetched();
        one.giveBack();
        one.giveBack();
        assertThat(credits.inFlight(Lane.BATCH)).isEqualTo(1);
        assertThat(take(Lane.BATCH, 100)).hasSize(7);
    }

    @Test
    void aFetchThatWasNotMadeIsNeitherUnderWayNorUnwritten() {
        for (int i = 0; i < 1_000; i++) {
            take(Lane.BATCH, 1).getFirst().giveBack();
        }
        assertThat(credits.inFlight(Lane.BATCH)).isZero();
        assertThat(take(Lane.BATCH, 100)).hasSize(8);
    }

    /// Until what is not in the log keeps batch from fetching more.
    private List<Credits.Credit> fetchAllThatMay() {
        List<Credits.Credit> all = new ArrayList<>();
        List<Credits.Credit> more;
        do {
            more = take(Lane.BATCH, 100);
            more.forEach(Credits.Credit::fetched);
            all.addAll(more);
        } while (!more.isEmpty());
        return all;
    }

    private List<Credits.Credit> take(Lane lane, int most) {
        List<Credits.Credit> taken = new ArrayList<>();
        while (taken.size() < most) {
            Credits.Credit one = share.tryTake(lane);
            if (one == null) {
                return taken;
            }
            taken.add(one);
        }
        return taken;
    }
}
