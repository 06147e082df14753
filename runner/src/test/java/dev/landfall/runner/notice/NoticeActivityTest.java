package dev.landfall.runner.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NoticeActivityTest {

    private final ManualTime time = new ManualTime();
    private final List<String> done = new ArrayList<>();
    private Optional<Notice> notice = Optional.empty();
    private boolean broken;

    private final NoticeActivity activity = new NoticeActivity(
            () -> {
                if (broken) {
                    throw LandfallException.unavailable("nobody answers", null);
                }
                return notice;
            },
            new NoticeActivity.Machine() {
                @Override
                public void drain() {
                    done.add("drain");
                }

                @Override
                public void evict(Duration grace) {
                    done.add("evict " + grace.toSeconds());
                }
            },
            time);

    private void noticeFor(Duration left) {
        notice = Optional.of(new Notice("taken back", time.instant().plus(left)));
    }

    /** Every step when it wants to be made. */
    private void run(Duration forLong) {
        var end = time.instant().plus(forLong);
        while (time.instant().isBefore(end)) {
            var pause = activity.once();
            assertTrue(pause.isPositive() && pause.compareTo(NoticeActivity.PERIOD) <= 0, pause::toString);
            time.pass(pause);
        }
    }

    @Test
    void nothingHappensWithoutANotice() {
        run(Duration.ofMinutes(5));
        assertEquals(List.of(), done);
    }

    @Test
    void twoMinutesDrainAtOnceAndInterruptNinetySecondsBeforeTheEnd() {
        noticeFor(Duration.ofMinutes(2));
        run(Duration.ofSeconds(29));
        assertEquals(List.of("drain"), done);
        run(Duration.ofSeconds(5));
        assertEquals(List.of("drain", "evict 78"), done);
    }

    @Test
    void thirtySecondsInterruptAtOnce() {
        noticeFor(Duration.ofSeconds(30));
        activity.once();
        assertEquals(List.of("drain", "evict 18"), done);
    }

    @Test
    void noticeThatComesTooLateStillLeavesAFewSeconds() {
        noticeFor(Duration.ofSeconds(-3));
        activity.once();
        assertEquals(List.of("drain", "evict 5"), done);
    }

    @Test
    void jobsAreInterruptedOnceAndTheNoticeIsNotForgotten() {
        noticeFor(Duration.ofMinutes(10));
        activity.once();
        notice = Optional.empty();
        run(Duration.ofMinutes(12));
        assertEquals(List.of("drain", "evict 78"), done);
    }

    @Test
    void silentMetadataServiceIsAskedAgain() {
        broken = true;
        run(Duration.ofMinutes(1));
        broken = false;
        noticeFor(Duration.ofMinutes(2));
        activity.once();
        assertEquals(List.of("drain"), done);
    }
}
