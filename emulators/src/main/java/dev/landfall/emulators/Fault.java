package dev.landfall.emulators;

/** What happens to one request on its way to a service and back. */
public enum Fault {
    NONE,
    /** The service is too busy and does nothing. */
    THROTTLED,
    /** The service fails before it does anything. */
    BROKEN,
    /** The caller's identity may not do it. */
    REFUSED,
    /** The service does it, and its reply is lost. */
    LOST_REPLY,
    /** The service does it, and its reply ends in the middle. */
    HALF_REPLY,
    /** The request arrives nowhere and is never answered. */
    SILENCE,
    /** As {@link #SILENCE}; {@link FaultPlan#awaitHeld} tells when it happens. */
    HELD_BEFORE,
    /** The service does it and the reply is kept back for ever; {@link FaultPlan#awaitHeld} tells when. */
    HELD_AFTER
}
