package dev.landfall.runner.fitness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.fake.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule, on a clock that is moved. */
class FitnessActivityTest {

    private static final Duration ALMOST = FitnessActivity.UNFIT_AFTER.minusSeconds(1);

    private final ManualTime time = new ManualTime();
    private Optional<String> hindrance = Optional.empty();
    private boolean idle = true;
    private boolean unreachable;
    private int told;
    private FitnessActivity fitness;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        fitness = new FitnessActivity(
                () -> hindrance, () -> idle, new FitnessFile(folder), Optional.of(this::tell), time.ticker());
        fitness.once();
    }

    @Test
    void fullDiskOfAnIdleMachineIsToldOnceAfterAQuarterOfAnHour() {
        hindrance = Optional.of("The disk is full.");
        after(ALMOST);
        assertEquals(0, told);
        assertFalse(unfit());
        after(Duration.ofSeconds(1));
        assertEquals(1, told);
        assertTrue(unfit());
        after(Duration.ofHours(1));
        assertEquals(1, told);
    }

    @Test
    void breakBeginsTheQuarterOfAnHourAnew() {
        hindrance = Optional.of("The disk is full.");
        after(ALMOST);
        hindrance = Optional.empty();
        after(Duration.ofSeconds(30));
        hindrance = Optional.of("The disk is full.");
        after(ALMOST.minusSeconds(30));
        assertEquals(0, told);
    }

    @Test
    void machineThatRunsAJobOrEndsIsNotGivenUp() {
        hindrance = Optional.of("The disk is full.");
        idle = false;
        after(Duration.ofHours(5));
        assertEquals(0, told);
        assertFalse(unfit());
        idle = true;
        after(ALMOST);
        assertEquals(0, told, "the job may have been what filled the disk");
    }

    @Test
    void whatCouldNotBeToldIsToldAgain() {
        hindrance = Optional.of("There is no shell.");
        unreachable = true;
        after(FitnessActivity.UNFIT_AFTER);
        assertEquals(0, told);
        unreachable = false;
        after(Duration.ofSeconds(30));
        assertEquals(1, told);
    }

    @Test
    void machineThatIsWellAgainSaysSo() {
        hindrance = Optional.of("The disk is full.");
        after(FitnessActivity.UNFIT_AFTER);
        assertTrue(unfit());
        hindrance = Optional.empty();
        after(Duration.ofSeconds(30));
        assertFalse(unfit());
        assertTrue(Files.exists(folder.resolve("fit")));
    }

    private void after(Duration duration) {
        time.advance(duration);
        fitness.once();
    }

    private boolean unfit() {
        return Files.exists(folder.resolve("unfit"));
    }

    private void tell() {
        if (unreachable) {
            throw LandfallException.unavailable("AWS does not answer.", null);
        }
        told++;
    }
}
