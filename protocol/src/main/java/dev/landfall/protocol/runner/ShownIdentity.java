package dev.landfall.protocol.runner;

/**
 * A proof of identity made for one nonce.
 *
 * @param nonce as the control plane gave it; each is good once
 */
public record ShownIdentity(String nonce, IdentityProof proof) {}
