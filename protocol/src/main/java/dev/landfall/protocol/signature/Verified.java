package dev.landfall.protocol.signature;

import dev.landfall.protocol.error.LandfallException;

/** The end of a verification. */
public sealed interface Verified<T> {

    /** The signature holds; this is what was signed. */
    record Accepted<T>(T value) implements Verified<T> {}

    /**
     * It must not be used.
     *
     * @param reason one sentence for people: what is wrong and what to do
     */
    record Refused<T>(SignatureProblem problem, String reason) implements Verified<T> {}

    /**
     * @throws LandfallException UNAUTHENTICATED with the reason when it was refused
     */
    default T orThrow() {
        return switch (this) {
            case Accepted<T> accepted -> accepted.value();
            case Refused<T> refused -> throw LandfallException.unauthenticated(refused.reason());
        };
    }
}
