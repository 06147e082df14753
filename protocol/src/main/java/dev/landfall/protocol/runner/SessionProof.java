package dev.landfall.protocol.runner;

import dev.landfall.protocol.id.RunnerId;
import java.time.Instant;

/**
 * What a runner signs to open a session. It is accepted once, for {@code issuedAt} within five minutes of the control
 * plane's clock.
 *
 * @param audience {@code landfall-session}
 */
public record SessionProof(RunnerId runner, String bootId, String audience, Instant issuedAt) {

    public static final String AUDIENCE = "landfall-session";
}
