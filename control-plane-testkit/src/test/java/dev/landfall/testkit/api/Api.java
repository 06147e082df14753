package dev.landfall.testkit.api;

import dev.landfall.controlplane.BootstrapResult;
import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.json.Json;
import dev.landfall.testkit.blob.InMemoryBlobs;
import dev.landfall.testkit.identity.InMemoryOutbound;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.secret.InMemorySecretStore;
import dev.landfall.testkit.signing.InMemorySigner;
import dev.landfall.testkit.time.ManualClock;
import dev.landfall.testkit.time.SequentialIds;
import dev.landfall.testkit.wakeup.InMemoryWakeUp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A control plane on fakes with one org, and its admin. */
final class Api {

    final ManualClock clock;
    final InMemoryRecords records;
    final InMemoryJobQueues queues;
    final InMemoryBlobs blobs;
    final InMemorySecretStore secrets = new InMemorySecretStore();
    final ControlPlane controlPlane;
    final BootstrapResult bootstrap;
    final PoolId pool;

    Api() {
        this(new ManualClock());
    }

    private Api(ManualClock clock) {
        this(clock, new InMemorySigner(clock));
    }

    Api(ManualClock clock, Signer signer) {
        this(clock, signer, new InMemoryOutbound());
    }

    Api(ManualClock clock, Outbound outbound) {
        this(clock, new InMemorySigner(clock), outbound);
    }

    private Api(ManualClock clock, Signer signer, Outbound outbound) {
        this.clock = clock;
        records = new InMemoryRecords(clock);
        queues = new InMemoryJobQueues(clock);
        blobs = new InMemoryBlobs(clock);
        queues.create(QueueName.EVENTS);
        controlPlane = new ControlPlane(
                new Ports(
                        records,
                        queues,
                        blobs,
                        secrets,
                        signer,
                        new InMemoryWakeUp(),
                        clock,
                        new SequentialIds(),
                        outbound),
                ControlPlaneConfig.standard());
        bootstrap = controlPlane.bootstrap("acme").orElseThrow();
        pool = controlPlane.pools().require(bootstrap.org(), null);
    }

    Reply get(String address) {
        return call("GET", address, null);
    }

    Reply post(String address, @Nullable String json) {
        return call("POST", address, json);
    }

    Reply call(String method, String address, @Nullable String json) {
        return call(method, address, json, bootstrap.adminToken());
    }

    Reply call(String method, String address, @Nullable String json, @Nullable String token) {
        Map<String, String> headers = token == null ? Map.of() : Map.of("authorization", "Bearer " + token);
        byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        return send(method, address, headers, body);
    }

    Reply send(String method, String address, Map<String, String> headers, byte[] body) {
        int query = address.indexOf('?');
        var path = query < 0 ? address : address.substring(0, query);
        var rawQuery = query < 0 ? null : address.substring(query + 1);
        return new Reply(controlPlane.router().handle(ApiRequest.of(method, path, rawQuery, headers, body)));
    }

    Reply upload(String address, byte[] body) {
        return send("POST", address, Map.of("authorization", "Bearer " + bootstrap.adminToken()), body);
    }

    /** A token with one scope. */
    String token(String scope) {
        return post("/v1/tokens", "{\"name\":\"" + scope + "-only\",\"scopes\":[\"" + scope + "\"]}")
                .expect(201)
                .text("/token");
    }

    /** Delivers what the control plane told itself. */
    void pump() {
        for (int i = 0; i < 20; i++) {
            var messages = queues.receive(QueueName.EVENTS, 100, Duration.ofMinutes(1));
            if (messages.isEmpty()) {
                return;
            }
            messages.forEach(message -> {
                controlPlane.events().handle(message.body());
                queues.delete(QueueName.EVENTS, message.receipt());
            });
        }
    }

    static String json(Object value) {
        return Json.writeString(value);
    }
}
