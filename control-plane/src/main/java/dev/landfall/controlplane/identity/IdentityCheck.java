package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Whether a proof shows an identity that a pool trusts. Thread-safe. */
public final class IdentityCheck {

    /** Entra writes the audience as the application's address or as its id. */
    private static final List<String> AZURE_AUDIENCES =
            List.of(IdentityProof.AzureToken.AUDIENCE, "fb60f99c-7a34-4190-8149-302f77469936");

    /** Start of the resource id of an identity. */
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("/subscriptions/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/");

    private final AwsCallerCheck aws;
    private final KeySets keySets;

    public IdentityCheck(Outbound outbound, InstantSource clock) {
        this.aws = new AwsCallerCheck(outbound);
        this.keySets = new KeySets(outbound, clock);
    }

    /**
     * @throws LandfallException UNAUTHENTICATED when it does not; UNAVAILABLE when that could not be found out
     */
    public ProvenIdentity check(PoolTrust trust, IdentityProof proof, Challenge challenge) {
        return switch (trust) {
            case PoolTrust.Aws role
            when proof instanceof IdentityProof.AwsCaller caller -> aws.check(role, caller, challenge);
            case PoolTrust.Azure identity
            when proof instanceof IdentityProof.AzureToken token -> azure(identity, token.token(), challenge);
            case PoolTrust.Kubernetes account
            when proof instanceof IdentityProof.KubernetesToken token -> kubernetes(account, token.token(), challenge);
            case PoolTrust.Aws other -> throw mismatch(other, proof);
            case PoolTrust.Azure other -> throw mismatch(other, proof);
            case PoolTrust.Kubernetes other -> throw mismatch(other, proof);
        };
    }

    /**
     * Which role signed the proof, whoever may be trusted.
     *
     * @throws LandfallException UNAUTHENTICATED when none did for this challenge; UNAVAILABLE when that could not be found out
     */
    public AwsCallerIdentity caller(IdentityProof.AwsCaller proof, Challenge challenge) {
        return aws.caller(proof, challenge);
    }

    /**
     * In which subscription a managed identity is.
     *
     * @return in lower case
     * @throws LandfallException UNAUTHENTICATED when the token is not this identity's, or does not say it
     */
    public String subscription(PoolTrust.Azure trust, IdentityProof.AzureToken token, Challenge challenge) {
        var resource =
                SUBSCRIPTION.matcher(claims(trust, token.token(), challenge).text("xms_mirid"));
        if (!resource.lookingAt()) {
            throw Jwt.refused("it does not say in which subscription its identity is");
        }
        return resource.group(1).toLowerCase(Locale.ROOT);
    }

    private ProvenIdentity azure(PoolTrust.Azure trust, String token, Challenge challenge) {
        var until = claims(trust, token, challenge).requireTime(challenge.now());
        return new ProvenIdentity("azure:" + trust.tenant() + "/" + trust.principalId(), Sha256.hex(token), until);
    }

    private Claims claims(PoolTrust.Azure trust, String token, Challenge challenge) {
        var authority = "https://login.microsoftonline.com/" + trust.tenant();
        var keys = URI.create(authority + "/discovery/v2.0/keys");
        var claims = new Claims(Jwt.verified(token, kid -> keySets.find(keys, kid)));
        claims.requireOneOf("iss", List.of(authority + "/v2.0", "https://sts.windows.net/" + trust.tenant() + "/"));
        claims.requireAudience(AZURE_AUDIENCES);
        claims.requireOneOf("tid", List.of(trust.tenant()));
        claims.requireOneOf("oid", List.of(trust.principalId()));
        claims.requireTime(challenge.now());
        return claims;
    }

    private ProvenIdentity kubernetes(PoolTrust.Kubernetes trust, String token, Challenge challenge) {
        var claims = new Claims(Jwt.verified(token, keys(trust)));
        var audience = trust.audience() == null ? challenge.audience() : trust.audience();
        claims.requireOneOf("iss", List.of(trust.issuer()));
        claims.requireAudience(List.of(audience));
        claims.requireOneOf("sub", List.of(trust.subject()));
        var until = claims.requireTime(challenge.now());
        return new ProvenIdentity("kubernetes:" + trust.issuer() + " " + trust.subject(), Sha256.hex(token), until);
    }

    private Function<String, Optional<KeySet.Key>> keys(PoolTrust.Kubernetes trust) {
        var address = trust.jwksUrl();
        if (address != null) {
            return kid -> keySets.find(address, kid);
        }
        var document = trust.jwks();
        return KeySet.read(document == null ? Json.readTree("{}".getBytes(StandardCharsets.UTF_8)) : document)::find;
    }

    private static LandfallException mismatch(PoolTrust trust, IdentityProof proof) {
        return LandfallException.unauthenticated("The pool trusts identities of type '" + trust.typeName()
                + "', and the runner showed one of type '" + proof.typeName() + "'; set LANDFALL_RUNNER_IDENTITY.");
    }
}
