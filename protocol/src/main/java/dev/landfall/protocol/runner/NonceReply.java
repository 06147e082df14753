package dev.landfall.protocol.runner;

import java.time.Instant;

/**
 * @param nonce printable ASCII, at most 400 characters
 * @param expiresAt until when it can be used, once
 */
public record NonceReply(String nonce, Instant expiresAt) {}
