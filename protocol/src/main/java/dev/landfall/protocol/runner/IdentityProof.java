package dev.landfall.protocol.runner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.landfall.protocol.id.PoolId;
import java.util.Map;

/**
 * What a runner shows to prove which identity its cloud gave it. The member {@code type} tells the alternatives apart on the
 * wire. All of it is secret while it is good.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IdentityProof.AwsCaller.class, name = "aws"),
    @JsonSubTypes.Type(value = IdentityProof.AzureToken.class, name = "azure"),
    @JsonSubTypes.Type(value = IdentityProof.KubernetesToken.class, name = "kubernetes"),
})
public sealed interface IdentityProof {

    /** For whom a proof is made that a runner shows to join a pool: {@code landfall:} and the pool's id. */
    static String audience(PoolId pool) {
        return "landfall:" + pool;
    }

    /** The name on the wire and in settings. */
    default String typeName() {
        return switch (this) {
            case AwsCaller caller -> "aws";
            case AzureToken token -> "azure";
            case KubernetesToken token -> "kubernetes";
        };
    }

    /**
     * A signed request for {@code GetCallerIdentity} of AWS STS, which the control plane sends in the runner's stead. Method,
     * path and body are fixed: {@code POST /} with {@link #BODY}.
     *
     * @param host regional endpoint of STS, such as {@code sts.eu-central-1.amazonaws.com}
     * @param headers Authorization and every header that it signs but Host; among them {@link #AUDIENCE}, {@link #NONCE}
     *     and {@link #KEY}
     */
    record AwsCaller(String host, Map<String, String> headers) implements IdentityProof {

        /** Body of the request, as a form. */
        public static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";

        public static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

        /** Signed header: {@link IdentityProof#audience}. */
        public static final String AUDIENCE = "X-Landfall-Audience";

        /** Signed header: the control plane's nonce. */
        public static final String NONCE = "X-Landfall-Nonce";

        /** Signed header: thumbprint (RFC 7638) of the runner's own key, so that nobody else can use the proof. */
        public static final String KEY = "X-Landfall-Key";

        public AwsCaller {
            headers = headers == null ? Map.of() : Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "AwsCaller[" + host + "]";
        }
    }

    /**
     * A token of an Azure managed identity.
     *
     * @param token JWT for the audience {@link #AUDIENCE}, which no Azure service accepts
     */
    record AzureToken(String token) implements IdentityProof {

        /** Application of Entra's federated credentials. */
        public static final String AUDIENCE = "api://AzureADTokenExchange";

        @Override
        public String toString() {
            return "AzureToken";
        }
    }

    /**
     * A token of a Kubernetes service account.
     *
     * @param token JWT for the audience that the pool trusts, usually {@link IdentityProof#audience}
     */
    record KubernetesToken(String token) implements IdentityProof {

        @Override
        public String toString() {
            return "KubernetesToken";
        }
    }
}
