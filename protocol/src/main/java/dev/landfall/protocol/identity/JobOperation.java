package dev.landfall.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.error.LandfallException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a job is about, in the words by which roles are given: one of the standing operations, or the own name of an action, a
 * component or a CI job that has a role of its own. It becomes the session tag {@code landfall:operation}.
 *
 * @param value {@code provision}, {@code maintenance}, {@code deprovision}, {@code break-glass}, {@code ci}, or
 *     {@code action:NAME}, {@code component:NAME}, {@code job:NAME}
 */
public record JobOperation(@JsonValue String value) implements Comparable<JobOperation> {

    private static final Pattern FORM = Pattern.compile(
            "provision|maintenance|deprovision|break-glass|ci|(?:action|component|job):[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Building up what was never there: plan and apply. */
    public static final JobOperation PROVISION = new JobOperation("provision");

    /** Changing what is there, and actions. */
    public static final JobOperation MAINTENANCE = new JobOperation("maintenance");

    /** Taking down: plan and apply. */
    public static final JobOperation DEPROVISION = new JobOperation("deprovision");

    /** What somebody asked for by name in an emergency; no rule ever chooses it. */
    public static final JobOperation BREAK_GLASS = new JobOperation("break-glass");

    /** Jobs of a CI project. */
    public static final JobOperation CI = new JobOperation("ci");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobOperation {
        if (value == null || !FORM.matcher(value).matches()) {
            throw LandfallException.invalid("'" + shown(value) + "' is no operation: use provision, maintenance,"
                    + " deprovision, break-glass, ci, or action:NAME, component:NAME, job:NAME.");
        }
    }

    /** The own operation of an action; empty when its name does not fit one. */
    public static Optional<JobOperation> action(String name) {
        return named("action:" + name);
    }

    /** The own operation of a component; empty when its name does not fit one. */
    public static Optional<JobOperation> component(String name) {
        return named("component:" + name);
    }

    /** The own operation of a CI job; empty when its name does not fit one. */
    public static Optional<JobOperation> job(String name) {
        return named("job:" + name);
    }

    @Override
    public int compareTo(JobOperation other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static Optional<JobOperation> named(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new JobOperation(text)) : Optional.empty();
    }

    private static String shown(String value) {
        return value == null ? "" : value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
