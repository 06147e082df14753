package dev.landfall.integration.azure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every request of a control plane, with what caused it: a function runs on one thread from its call to its end. Thread-safe. */
final class RequestLedger {

    private final ThreadLocal<String> cause = ThreadLocal.withInitial(() -> ServiceRequest.HOST);
    private final List<ServiceRequest> requests = new ArrayList<>();
    private volatile Map<Integer, ServiceRequest.Service> services = Map.of();

    /** By the ports that they listen on. */
    void know(Map<Integer, ServiceRequest.Service> byPort) {
        services = Map.copyOf(byPort);
    }

    void begin(String what) {
        cause.set(what);
    }

    void end() {
        cause.remove();
    }

    void note(String method, URI uri) {
        var service = services.get(uri.getPort());
        if (service != null) {
            var request = new ServiceRequest(cause.get(), service, method, uri, System.nanoTime());
            synchronized (this) {
                requests.add(request);
            }
        }
    }

    /** Those since the last time. */
    synchronized List<ServiceRequest> drain() {
        var drained = List.copyOf(requests);
        requests.clear();
        return drained;
    }
}
