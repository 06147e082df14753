package dev.landfall.integration.iam;

/**
 * What becomes of a request.
 *
 * @param allowed whether it is done
 * @param reason in words, for a failed test's message
 */
public record Decision(boolean allowed, String reason) {

    static Decision allow(String reason) {
        return new Decision(true, reason);
    }

    static Decision deny(String reason) {
        return new Decision(false, reason);
    }
}
