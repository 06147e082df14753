package dev.landfall.runner.fitness;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule: a machine is unfit when for {@link #UNFIT_AFTER} without a break no job ran and something of the machine kept it from
 * taking one, such as a full disk. A control plane that cannot be reached makes no machine unfit: it would make all of them so, and
 * another machine would not reach it either. Not thread-safe.
 */
public final class FitnessActivity {

    public static final Duration UNFIT_AFTER = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(FitnessActivity.class);

    private final Supplier<Optional<String>> hindrance;
    private final BooleanSupplier mayTakeJobs;
    private final FitnessFile file;
    private final Optional<MachineGroup> group;
    private final Ticker ticker;
    private long wellNanos;
    private boolean unfit;
    private boolean told;

    /**
     * A mark of an earlier process is taken back.
     *
     * @param hindrance why the machine can take no job now; empty when it can
     * @param mayTakeJobs whether it is idle and not about to end
     */
    public FitnessActivity(
            Supplier<Optional<String>> hindrance,
            BooleanSupplier mayTakeJobs,
            FitnessFile file,
            Optional<MachineGroup> group,
            Ticker ticker) {
        this.hindrance = hindrance;
        this.mayTakeJobs = mayTakeJobs;
        this.file = file;
        this.group = group;
        this.ticker = ticker;
        this.wellNanos = ticker.nanos();
        mark(true);
    }

    /** Looks, and tells when there is something to tell. What could not be told is told at the next call. */
    public void once() {
        var reason = mayTakeJobs.getAsBoolean() ? hindrance.get() : Optional.<String>empty();
        if (reason.isEmpty()) {
            wellNanos = ticker.nanos();
            told = false;
            if (unfit) {
                mark(true);
            }
            return;
        }
        if (ticker.nanos() - wellNanos < UNFIT_AFTER.toNanos()) {
            return;
        }
        if (!unfit) {
            mark(false);
        }
        if (!told) {
            tell(reason.get());
        }
    }

    private void tell(String reason) {
        log.atError().addKeyValue("reason", reason).log("this machine can take no job and is given up");
        try {
            group.ifPresent(MachineGroup::giveUp);
            told = true;
        } catch (LandfallException e) {
            log.atWarn().addKeyValue("reason", e.publicMessage()).log("the machine's group could not be told");
        }
    }

    private void mark(boolean well) {
        try {
            file.say(well);
            unfit = !well;
        } catch (IOException e) {
            log.atDebug().setCause(e).log("the machine's fitness could not be marked");
        }
    }
}
