package dev.landfall.runner.notice;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a notice and acts on the first: the runner takes no more jobs at once, and the jobs that still run shortly before the
 * machine's end are interrupted, early enough to end in order, then killed, early enough to report them. Used by one thread.
 */
public final class NoticeActivity {

    /** Between two looks; the shortest notice is of 30 s. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    /** So long before the machine's end its jobs are interrupted: Terraform finishes what it has begun and unlocks. */
    static final Duration INTERRUPT_BEFORE = Duration.ofSeconds(90);

    /** What is kept for reports, logs and states after the last process. */
    static final Duration REPORTING = Duration.ofSeconds(12);

    private static final Duration SHORTEST_GRACE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(NoticeActivity.class);

    private final NoticeSource source;
    private final Machine machine;
    private final InstantSource clock;
    private @Nullable Notice notice;
    private boolean evicted;
    private String trouble = "";

    /** What is done about a notice. */
    public interface Machine {
        /** Takes no more jobs. */
        void drain();

        /**
         * Interrupts all jobs.
         *
         * @param grace until they are killed, whatever they ask for
         */
        void evict(Duration grace);
    }

    public NoticeActivity(NoticeSource source, Machine machine, InstantSource clock) {
        this.source = source;
        this.machine = machine;
        this.clock = clock;
    }

    /**
     * One look.
     *
     * @return how long to wait for the next
     */
    public Duration once() {
        if (notice == null) {
            look();
        }
        var known = notice;
        if (known == null || evicted) {
            return PERIOD;
        }
        var left = Duration.between(clock.instant(), known.at());
        if (left.compareTo(INTERRUPT_BEFORE) > 0) {
            return min(PERIOD, left.minus(INTERRUPT_BEFORE));
        }
        evicted = true;
        var grace = left.minus(REPORTING);
        machine.evict(grace.compareTo(SHORTEST_GRACE) < 0 ? SHORTEST_GRACE : grace);
        return PERIOD;
    }

    private void look() {
        try {
            source.look().ifPresent(this::act);
            trouble = "";
        } catch (LandfallException e) {
            if (!trouble.equals(e.publicMessage())) {
                trouble = e.publicMessage();
                log.atWarn()
                        .addKeyValue("reason", trouble)
                        .log("the cloud cannot be asked whether it ends this machine");
            }
        }
    }

    private void act(Notice found) {
        Instant at = found.at();
        log.atWarn()
                .addKeyValue("reason", found.why())
                .addKeyValue("at", at)
                .log("this machine will be taken away: taking no more jobs");
        notice = found;
        machine.drain();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
