package dev.landfall.controlplane;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.signing.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What whoever operates the control plane looks at. */
final class SystemRoutes {

    private static final RecordKey SOME_KEY = new RecordKey("landfall", "ready");

    private final Records records;
    private final KeyRing signingKeys;
    private final Metrics metrics;

    SystemRoutes(Records records, KeyRing signingKeys, Metrics metrics) {
        this.records = records;
        this.signingKeys = signingKeys;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/healthz", Access.PUBLIC, call -> ApiResponse.ok(Map.of("status", "ok"))),
                Route.get("/readyz", Access.PUBLIC, this::ready),
                Route.get("/metrics", Access.PUBLIC, this::metrics));
    }

    /** Ready means that the store answers; 503 otherwise. A warning is a person's to act on, not a balancer's. */
    private ApiResponse ready(Call call) {
        records.find(SOME_KEY);
        var warning = signingKeys.warning();
        return ApiResponse.ok(
                warning.isPresent()
                        ? Map.of("status", "ready", "warnings", List.of(warning.get()))
                        : Map.of("status", "ready"));
    }

    private ApiResponse metrics(Call call) {
        metrics.gauge("landfall_signing_certificate_remaining_seconds", "How long jobs can still be signed")
                .set(signingKeys.remainingSeconds());
        return ApiResponse.bytes(
                "text/plain; version=0.0.4; charset=utf-8", metrics.render().getBytes(StandardCharsets.UTF_8));
    }
}
