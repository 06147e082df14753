package dev.landfall.protocol.signature;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A root, a certified key and a spec to sign, for the tests of this package. */
final class SignedSpecs {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration SKEW = Duration.ofMinutes(5);
    static final ExpectedSpec EXPECTED = new ExpectedSpec(new JobId("in_1.jb_1"), 2, new PoolId("pool_1"));

    final EcKeys root = EcKeys.generate();
    final EcKeys signing = EcKeys.generate();
    final String certificate =
            KeyCertificate.issue(root, signing.jwk(), NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
    final JobSpec spec = new JobSpec(
            EXPECTED.job(),
            EXPECTED.attempt(),
            EXPECTED.pool(),
            NOW,
            NOW.plus(Duration.ofMinutes(10)),
            60,
            5,
            List.of(),
            "shop",
            new CiWork("test", "true", Map.of(), null, null));

    String signedSpec() {
        return sign(spec);
    }

    String sign(Object payload) {
        return Jws.sign(signing, SpecVerifier.TYPE, Json.write(payload));
    }

    SpecVerifier verifier() {
        return new SpecVerifier(root.jwk().text(), SKEW);
    }
}
