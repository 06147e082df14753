package dev.landfall.controlplane.identity;

import java.time.Instant;

/**
 * Who a runner is, by what it proved.
 *
 * @param subject the same whenever the same machine or account proves itself
 * @param once names the proof among all others; it must not be accepted from another runner
 * @param until when the proof ends by itself
 */
public record ProvenIdentity(String subject, String once, Instant until) {}
