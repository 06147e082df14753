package dev.landfall.controlplane.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.RunnerId;

/**
 * Who caused a change, as people read it: {@code token ci-bot}, {@code runner rn_…}, {@code webhook github},
 * {@code control plane}.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters; never a secret
 */
public record Actor(@JsonValue String value) {
    /** Longest text. */
    public static final int MAX_LENGTH = 200;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Actor {
        if (value == null || value.isBlank() || value.length() > MAX_LENGTH) {
            throw LandfallException.invalid("An actor is 1 to " + MAX_LENGTH + " characters; this one is not.");
        }
    }

    /** The control plane itself: a deadline, a retry, a repair. */
    public static Actor controlPlane() {
        return new Actor("control plane");
    }

    public static Actor runner(RunnerId runner) {
        return new Actor("runner " + runner.value());
    }

    /** The API token of that name. */
    public static Actor token(String name) {
        return new Actor("token " + name);
    }

    /** A webhook of that sender, such as {@code github}. */
    public static Actor webhook(String sender) {
        return new Actor("webhook " + sender);
    }

    /** An install's stack, by the cloud account that it is in. */
    public static Actor stack(String account) {
        return new Actor("stack in " + account);
    }

    @Override
    public String toString() {
        return value;
    }
}
