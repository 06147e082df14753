package dev.landfall.formats.duration;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations in the notation of Go's {@code time.ParseDuration}: {@code 90s}, {@code 30m}, {@code 1h30m}, {@code 1.5h}. Units
 * {@code ns us µs ms s m h}. Not negative, below {@value #MAX_HOURS} hours, and at least one unit (a bare {@code 0} is
 * allowed, as in Go).
 */
public final class GoDuration {

    /** Ten years: beyond it a number is a slip. */
    public static final long MAX_HOURS = 87_600;

    private static final int MAX_LENGTH = 60;
    private static final Pattern PART = Pattern.compile("([0-9]{1,12})(?:\\.([0-9]{1,9}))?(ns|us|µs|μs|ms|s|m|h)");

    private GoDuration() {}

    /** The duration, or empty when the text is not one. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var matcher = PART.matcher(text);
        var sum = Duration.ZERO;
        for (var at = 0; at < text.length(); at = matcher.end()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            sum = sum.plus(part(matcher.group(1), matcher.group(2), unit(matcher.group(3))));
            if (sum.toHours() >= MAX_HOURS) {
                return Optional.empty();
            }
        }
        return Optional.of(sum);
    }

    /** The shortest Go text of a duration of whole seconds: {@code 1h30m}; {@code 0s} for nothing. */
    public static String format(Duration duration) {
        var text = new StringBuilder();
        append(text, duration.toHours(), 'h');
        append(text, duration.toMinutesPart(), 'm');
        append(text, duration.toSecondsPart(), 's');
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, char unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }

    private static Duration part(String whole, @Nullable String fraction, Duration unit) {
        var amount = cappedTimes(unit, Long.parseLong(whole));
        if (fraction == null) {
            return amount;
        }
        var billionths = Long.parseLong(fraction + "0".repeat(9 - fraction.length()));
        return amount.plus(unit.multipliedBy(billionths).dividedBy(1_000_000_000L));
    }

    private static Duration cappedTimes(Duration unit, long times) {
        var limit = Duration.ofHours(MAX_HOURS);
        return times > limit.dividedBy(unit) ? limit : unit.multipliedBy(times);
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "h" -> Duration.ofHours(1);
            case "m" -> Duration.ofMinutes(1);
            case "s" -> Duration.ofSeconds(1);
            case "ms" -> Duration.ofMillis(1);
            case "us", "µs", "μs" -> Duration.ofNanos(1_000);
            default -> Duration.ofNanos(1);
        };
    }
}
