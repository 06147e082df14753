package dev.landfall.integration.lambda;

import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Proxies before all services that a function's settings lead to. */
final class FaultyServices implements AutoCloseable {

    private static final String ENDPOINT = "AWS_ENDPOINT_URL_";

    private final FaultPlan plan = new FaultPlan();
    private final Map<String, String> before = new HashMap<>();
    private final List<FaultProxy> proxies = new ArrayList<>();

    FaultPlan plan() {
        return plan;
    }

    /** The settings by way of the proxies; one for each service, however often it is asked for. */
    synchronized Map<String, String> behind(Map<String, String> environment) {
        var changed = new HashMap<>(environment);
        changed.replaceAll(
                (name, value) -> name.startsWith(ENDPOINT) ? before.computeIfAbsent(value, this::proxy) : value);
        return changed;
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
    }

    private String proxy(String service) {
        var proxy = FaultProxy.before(URI.create(service), plan);
        proxies.add(proxy);
        return proxy.uri().toString();
    }
}
