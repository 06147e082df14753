package dev.landfall.runner.statestore;

import dev.landfall.runner.client.HttpTransport;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what knows the clouds when the first state is in a customer's store, and keeps it for the life of the process. Thread-safe. */
public final class StoresOnDemand implements StateStores {

    private final Map<String, String> environment;
    private final InstantSource clock;
    private @Nullable CloudStateStores made;

    /** @param environment of the runner, as for {@link CloudStateStores} */
    public StoresOnDemand(Map<String, String> environment, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public synchronized StateObjects open(StateAccess access) {
        var known = made;
        if (known == null) {
            known = new CloudStateStores(environment, new HttpTransport(), clock);
            made = known;
        }
        return known.open(access);
    }
}
