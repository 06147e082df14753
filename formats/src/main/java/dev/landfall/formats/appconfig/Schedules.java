package dev.landfall.formats.appconfig;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Optional;

/** Reads times that come again: five fields as in a UNIX crontab. */
final class Schedules {

    private static final int MAX_SCHEDULE = 100;

    private Schedules() {}

    /** Tells what is wrong with the schedule of a key, if anything is. */
    static void check(Section section, String key, String schedule) {
        if (!schedule.isBlank()) {
            problemOf(schedule)
                    .ifPresent(problem ->
                            section.problem(key, "'" + schedule + "' is not a UNIX cron schedule: " + problem));
        }
    }

    private static Optional<String> problemOf(String schedule) {
        if (schedule.length() > MAX_SCHEDULE) {
            return Optional.of("it is longer than " + MAX_SCHEDULE + " characters.");
        }
        try {
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                    .parse(schedule)
                    .validate();
            return Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of(e.getMessage()
                    + " Write five fields: minute, hour, day, month, weekday; for example \"0 3 * * *\".");
        }
    }
}
