package dev.landfall.runner.stack;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AzureToken;
import dev.landfall.protocol.runner.NonceReply;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.client.Reply;
import dev.landfall.runner.config.IdentitySettings;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.identity.azure.ManagedIdentities;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells the control plane what a stack has, proved by the runner's own managed identity. Nothing is tried twice: whoever starts this
 * starts it again.
 */
public final class PhoneHome {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 64 << 10;

    private final HttpTransport transport;
    private final ManagedIdentities identities;
    private final String clientId;

    private PhoneHome(HttpTransport transport, ManagedIdentities identities, String clientId) {
        this.transport = transport;
        this.identities = identities;
        this.clientId = clientId;
    }

    /**
     * @throws LandfallException INVALID for a runner that proves itself by anything but a managed identity
     */
    public static PhoneHome of(RunnerConfig config, HttpTransport transport, InstantSource clock) {
        var settings = config.identity();
        if (settings.kind() != IdentitySettings.Kind.AZURE) {
            throw LandfallException.invalid("A runner calls home for a stack on Azure, whose managed identity it has:"
                    + " set LANDFALL_RUNNER_IDENTITY=azure. On AWS the stack's own function calls.");
        }
        return new PhoneHome(
                transport, ManagedIdentities.of(config.environment(), transport, clock), settings.clientId());
    }

    /**
     * @param address where the install's stack calls
     * @param statement JSON of a {@link StackStatement}
     * @return what the control plane makes of it: {@code active}, or {@code waiting} for the vendor's word
     * @throws LandfallException of the kind that the control plane answers; INVALID when the statement is none
     */
    public String call(URI address, String statement) {
        Json.read(statement, StackStatement.class);
        var nonce = post(URI.create(address + "/nonces"), "{}")
                .orThrow("get a nonce for the stack's call")
                .read(NonceReply.class);
        var token = identities.token(clientId, AzureToken.AUDIENCE).accessToken();
        var call = new PhoneHomeCall(statement, new ShownIdentity(nonce.nonce(), new AzureToken(token)));
        var reply = post(address, Json.writeString(call)).orThrow("tell the control plane what the stack has");
        return Json.readTree(reply.body()).path("status").asString("");
    }

    private Reply post(URI address, String body) {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return transport.send(request, DEADLINE, MAX_BYTES);
    }
}
