package dev.landfall.protocol.runner;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;

/** @param rootKey the control plane's offline root key to pin: JWK as JSON text */
public record RegisterReply(RunnerId runner, PoolId pool, String rootKey) {}
