package dev.landfall.protocol.runner;

import dev.landfall.protocol.id.PoolId;

/** Asks for a nonce with which a runner proves an identity that a pool trusts. */
public record NonceRequest(PoolId pool) {}
