package dev.landfall.testkit.engine;

import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.runner.NonceRequest;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.testkit.identity.StrictSts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a runner with a cloud identity says, without a runner. */
final class CloudRunner {
    final EcKeys keys = EcKeys.generate();
    private final Engine engine;
    private int boots;

    CloudRunner(Engine engine) {
        this.engine = engine;
    }

    String nonce() {
        return engine.sessions.nonce(new NonceRequest(engine.pool)).nonce();
    }

    RunnerId register(ShownIdentity identity) {
        return engine.sessions
                .register(new RegisterRequest(null, "cloud", keys.jwk().text(), engine.pool, identity))
                .runner();
    }

    OpenSessionReply open(RunnerId runner, @Nullable ShownIdentity identity) {
        var boot = "boot-" + ++boots;
        var proof = new SessionProof(runner, boot, SessionProof.AUDIENCE, engine.clock.instant());
        var signed = Jws.sign(keys, SessionProof.AUDIENCE, Json.write(proof));
        return engine.leases
                .open()
                .open(new OpenSessionRequest(runner, boot, signed, "1.0", 1, Map.of(), List.of(), identity));
    }

    /** As the runner signs it. */
    ShownIdentity aws(StrictSts sts, StrictSts.Session session) {
        var nonce = nonce();
        return new ShownIdentity(nonce, signed(sts.host(), session, ours(nonce)));
    }

    Map<String, String> ours(String nonce) {
        return Map.of(
                AwsCaller.AUDIENCE, IdentityProof.audience(engine.pool),
                AwsCaller.NONCE, nonce,
                AwsCaller.KEY, keys.kid());
    }

    AwsCaller signed(String host, StrictSts.Session session, Map<String, String> ours) {
        return session.signed(host, ours, engine.clock.instant());
    }
}
