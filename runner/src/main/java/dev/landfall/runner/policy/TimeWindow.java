package dev.landfall.runner.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some hours on some days, in UTC.
 *
 * @param days on which it begins
 * @param from inclusive
 * @param to exclusive; not after {@code from} means on the next day
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    public TimeWindow {
        days = Set.copyOf(days);
    }

    public boolean contains(Instant instant) {
        var at = instant.atOffset(ZoneOffset.UTC);
        var time = at.toLocalTime();
        if (from.isBefore(to)) {
            return days.contains(at.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
        }
        return (days.contains(at.getDayOfWeek()) && !time.isBefore(from))
                || (days.contains(at.getDayOfWeek().minus(1)) && time.isBefore(to));
    }

    static String shortName(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    /** For people. */
    @Override
    public String toString() {
        var names = days.stream().sorted().map(TimeWindow::shortName).collect(Collectors.joining(" "));
        return "on " + names + " from " + from + " to " + to + " UTC";
    }
}
