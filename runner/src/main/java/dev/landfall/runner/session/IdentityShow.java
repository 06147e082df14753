package dev.landfall.runner.session;

import dev.landfall.protocol.runner.ShownIdentity;
import org.jspecify.annotations.Nullable;

/** What a runner shows beside the proof by its own key. Thread-safe. */
@FunctionalInterface
public interface IdentityShow {

    /** Of a runner that was enrolled with a token: nothing. */
    IdentityShow NOTHING = identity -> null;

    /**
     * Made anew for each session.
     *
     * @throws dev.landfall.protocol.error.LandfallException when it could not be made
     */
    @Nullable ShownIdentity show(RunnerIdentity identity);
}
