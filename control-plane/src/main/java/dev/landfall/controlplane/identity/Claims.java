package dev.landfall.controlplane.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import tools.jackson.databind.JsonNode;

/** Checks the claims of a verified token (RFC 7519 section 4.1). */
final class Claims {

    /** Clocks of issuer and control plane may differ by so much. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private final JsonNode claims;

    Claims(JsonNode claims) {
        this.claims = claims;
    }

    String text(String name) {
        return claims.path(name).asString("");
    }

    /**
     * @throws dev.landfall.protocol.error.LandfallException UNAUTHENTICATED
     */
    void requireOneOf(String name, Collection<String> accepted) {
        if (!accepted.contains(text(name))) {
            throw Jwt.refused("its '" + name + "' is '" + shown(text(name)) + "', which this pool does not trust");
        }
    }

    void requireAudience(Collection<String> accepted) {
        var audience = claims.path("aud");
        boolean fits = audience.isArray()
                ? audience.valueStream().anyMatch(one -> accepted.contains(one.asString("")))
                : accepted.contains(audience.asString(""));
        if (!fits) {
            throw Jwt.refused("it is for another audience than " + String.join(" or ", accepted));
        }
    }

    /** @return when the token ends */
    Instant requireTime(Instant now) {
        var expires = time("exp");
        if (!now.isBefore(expires.plus(LEEWAY))) {
            throw Jwt.refused("it expired at " + expires);
        }
        if (claims.has("nbf") && now.isBefore(time("nbf").minus(LEEWAY))) {
            throw Jwt.refused("it is not valid before " + time("nbf"));
        }
        return expires;
    }

    private Instant time(String name) {
        var value = claims.path(name);
        if (!value.isNumber() || Math.abs(value.asDouble()) > 1e11) {
            throw Jwt.refused("its '" + name + "' is no time");
        }
        return Instant.ofEpochSecond((long) value.asDouble());
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
