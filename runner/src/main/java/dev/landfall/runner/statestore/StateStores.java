package dev.landfall.runner.statestore;

import dev.landfall.protocol.error.LandfallException;

/** Opens customers' stores. Nothing is asked of a cloud before the first object. Thread-safe. */
@FunctionalInterface
public interface StateStores {

    /** Of a runner that reaches none. */
    StateStores NONE = access -> {
        throw LandfallException.invalid("This runner reaches no customer's store of states.");
    };

    StateObjects open(StateAccess access);
}
