package dev.landfall.formats.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Five fields as in a UNIX crontab, in UTC. Immutable and thread-safe. */
public final class CronSchedule {

    private final ExecutionTime times;

    private CronSchedule(ExecutionTime times) {
        this.times = times;
    }

    /**
     * @throws IllegalArgumentException when the text is no schedule; those in an app config were checked when it was read
     */
    public static CronSchedule parse(String text) {
        var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
        return new CronSchedule(ExecutionTime.forCron(new CronParser(definition).parse(text)));
    }

    /** The first time after another one; empty when there is none, such as for the 30th of February. */
    public Optional<Instant> nextAfter(Instant time) {
        return times.nextExecution(time.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }
}
