package dev.landfall.runner.proof;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.runner.aws.AwsRequest;
import dev.landfall.runner.aws.AwsSurroundings;
import dev.landfall.runner.aws.SigV4;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** Signs {@code GetCallerIdentity} with the runner's own role and does not send it: the control plane does. */
final class AwsProof implements ProofSource {

    private final AwsSurroundings surroundings;
    private final InstantSource clock;

    AwsProof(AwsSurroundings surroundings, InstantSource clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public IdentityProof prove(PoolId pool, String nonce, String key) {
        var region = surroundings.region();
        var host = "sts." + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        var headers = Map.of(
                "Content-Type",
                AwsCaller.CONTENT_TYPE,
                AwsCaller.AUDIENCE,
                IdentityProof.audience(pool),
                AwsCaller.NONCE,
                nonce,
                AwsCaller.KEY,
                key);
        var request = new AwsRequest("POST", URI.create("https://" + host + "/"), headers, AwsCaller.BODY);
        var credentials = surroundings.credentials().credentials();
        return new AwsCaller(
                host,
                new SigV4(region, "sts")
                        .sign(request, credentials, clock.instant())
                        .headers());
    }
}
