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
import dev.landfall.testkit.identity.AwsSignature;
import dev.landfall.testkit.identity.StrictSts;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        var time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(engine.clock.instant());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(ours);
        headers.put("X-Amz-Date", time);
        headers.put("X-Amz-Security-Token", session.token());
        headers.put("Host", host);
        var names = headers.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        var scope = time.substring(0, 8) + "/" + host.split("\\.", -1)[1] + "/sts/aws4_request";
        var signature = AwsSignature.of(headers, names, AwsCaller.BODY, time, scope, session.secret());
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + session.accessKeyId() + "/" + scope + ", SignedHeaders="
                        + String.join(";", names) + ", Signature=" + signature);
        headers.remove("Host");
        return new AwsCaller(host, headers);
    }
}
