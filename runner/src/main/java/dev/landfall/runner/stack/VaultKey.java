package dev.landfall.runner.stack;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.identity.azure.ManagedIdentities;
import dev.landfall.runner.kind.KindHandlers;
import dev.landfall.runner.plan.KeyFile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Fetches the key of plans that a stack keeps in its vault ("Get Secret" of Key Vault's REST reference), as machines of stacks do at
 * their first start.
 */
public final class VaultKey {

    private static final String VERSION = "?api-version=7.4";
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 64 << 10;

    /** A vault of Azure's clouds: a token for vaults goes nowhere else. */
    private static final Pattern ADDRESS = Pattern.compile(
            "https://[A-Za-z0-9-]{3,24}\\."
                    + "(?<service>vault\\.azure\\.net|vault\\.azure\\.cn|vault\\.usgovcloudapi\\.net)/secrets/[A-Za-z0-9-]{1,127}");

    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{64}");

    private final RunnerConfig config;
    private final HttpTransport transport;
    private final InstantSource clock;
    private final UnaryOperator<URI> way;

    public VaultKey(RunnerConfig config, HttpTransport transport, InstantSource clock) {
        this(config, transport, clock, UnaryOperator.identity());
    }

    /** @param way to a vault's address */
    VaultKey(RunnerConfig config, HttpTransport transport, InstantSource clock, UnaryOperator<URI> way) {
        this.config = config;
        this.transport = transport;
        this.clock = clock;
        this.way = way;
    }

    /**
     * Puts the key into the runner's folder, in the place of one that is there.
     *
     * @param address of the secret, without a version
     * @throws LandfallException INVALID for another address or a value that is no key; FORBIDDEN when the vault refuses;
     *     UNAVAILABLE when it does not answer
     */
    public void fetch(String address) {
        var known = ADDRESS.matcher(address);
        if (!known.matches()) {
            throw LandfallException.invalid("'" + address
                    + "' is not the address of a secret in a vault of Azure, so no key is fetched from it.");
        }
        var identities = ManagedIdentities.of(config.environment(), transport, clock);
        var token = identities.token(config.identity().clientId(), "https://" + known.group("service"));
        var request = HttpRequest.newBuilder(way.apply(URI.create(address + VERSION)))
                .header("Authorization", "Bearer " + token.accessToken())
                .build();
        var reply = transport.send(request, DEADLINE, MAX_BYTES);
        if (!reply.succeeded()) {
            boolean passes = reply.status() == 429 || reply.status() >= 500;
            throw new LandfallException(
                    passes ? ErrorKind.UNAVAILABLE : ErrorKind.FORBIDDEN,
                    "The vault did not give the key of plans " + address + ": status " + reply.status()
                            + ". The runner's identity needs the role Key Vault Secrets User over the vault.");
        }
        keep(address, Json.readTree(reply.body()).path("value").asString(""));
    }

    private void keep(String address, String value) {
        if (!KEY.matcher(value).matches()) {
            throw LandfallException.invalid("The secret " + address + " does not hold 64 hexadecimal digits.");
        }
        KeyFile.put(
                config.directory().resolve(KindHandlers.PLAN_KEY_FILE),
                HexFormat.of().parseHex(value));
    }
}
