package dev.landfall.runner.statestore;

import java.util.Optional;

/**
 * Objects in a customer's store. One that is written is never written again with other bytes: its name has its digest. Every call has a
 * deadline and throws {@link dev.landfall.protocol.error.LandfallException}: FORBIDDEN with the cloud's code and what to grant when it
 * refuses, UNAVAILABLE when it does not answer. Thread-safe.
 */
public interface StateObjects {

    /** Empty when there is none of the name. */
    Optional<byte[]> find(String name);

    /** Durable when this returns. */
    void put(String name, byte[] bytes);

    /** The store keeps what is removed for as long as its owner said. One that is not there is no error. */
    void remove(String name);
}
