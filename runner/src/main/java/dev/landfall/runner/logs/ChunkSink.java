package dev.landfall.runner.logs;

import dev.landfall.protocol.log.LogChunk;

/** Takes chunks of one attempt's log to where they are kept. */
@FunctionalInterface
public interface ChunkSink {

    /**
     * Sends a chunk; when this returns, the chunk is durable. The same number may come again with the same bytes.
     *
     * @throws dev.landfall.protocol.error.LandfallException UNAVAILABLE, INTERNAL or UNAUTHENTICATED: it is sent again
     *     later; any other kind: no chunk of this attempt is sent any more
     */
    void send(LogChunk chunk);
}
