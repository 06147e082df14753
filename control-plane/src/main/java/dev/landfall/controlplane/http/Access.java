package dev.landfall.controlplane.http;

/** Who may call a route. */
public enum Access {
    /** Anyone; the endpoint itself checks what it needs, such as a webhook's signature. */
    PUBLIC,
    /** A token with the scope {@code read} or a wider one. */
    READ,
    /** A token with the scope {@code write} or {@code admin}: everything of daily use. */
    WRITE,
    /** A token with the scope {@code admin}. */
    ADMIN,
    /** A runner's session token. */
    RUNNER
}
