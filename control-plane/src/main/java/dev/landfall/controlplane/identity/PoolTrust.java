package dev.landfall.controlplane.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whose runners may join a pool without an enrolment token. The member {@code type} tells the alternatives apart. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PoolTrust.Aws.class, name = "aws"),
    @JsonSubTypes.Type(value = PoolTrust.Azure.class, name = "azure"),
    @JsonSubTypes.Type(value = PoolTrust.Kubernetes.class, name = "kubernetes"),
})
public sealed interface PoolTrust {

    /** The name on the wire. */
    default String typeName() {
        return switch (this) {
            case Aws aws -> "aws";
            case Azure azure -> "azure";
            case Kubernetes kubernetes -> "kubernetes";
        };
    }

    /**
     * Every session of one role.
     *
     * @param account twelve digits
     * @param roleArn {@code arn:aws:iam::<account>:role/<path and name>}; names of roles are unique in an account
     */
    record Aws(String account, String roleArn) implements PoolTrust {

        private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
        private static final Pattern ROLE = Pattern.compile(
                "arn:(aws|aws-cn|aws-us-gov):iam::(\\d{12}):role/(?:[!-~]{1,512}/)?([\\w+=,.@-]{1,64})");

        public Aws {
            require(account, ACCOUNT, "account", "the twelve digits of an AWS account");
            require(roleArn, ROLE, "roleArn", "like arn:aws:iam::123456789012:role/landfall-runner");
            if (!roleArn.contains("::" + account + ":")) {
                throw LandfallException.invalid("The role " + roleArn + " is not of the account " + account + ".");
            }
        }

        String partition() {
            return roleArn.split(":", -1)[1];
        }

        String roleName() {
            return roleArn.substring(roleArn.lastIndexOf('/') + 1);
        }
    }

    /**
     * One managed identity.
     *
     * @param tenant GUID of its Entra tenant
     * @param principalId GUID of its object in that tenant
     */
    record Azure(String tenant, String principalId) implements PoolTrust {

        private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

        public Azure {
            require(tenant, GUID, "tenant", "the GUID of an Entra tenant");
            require(principalId, GUID, "principalId", "the GUID of a managed identity's principal");
        }
    }

    /**
     * One service account of one cluster.
     *
     * @param issuer as the cluster's tokens name it
     * @param jwks the cluster's public keys (RFC 7517), for a cluster that cannot be reached; null with a jwksUrl
     * @param jwksUrl https address from which the keys are read; null with jwks
     * @param audience that the tokens are for; null means {@code landfall:} and the pool's id
     */
    record Kubernetes(
            String issuer,
            @Nullable JsonNode jwks,
            @Nullable URI jwksUrl,
            String namespace,
            String serviceAccount,
            @Nullable String audience)
            implements PoolTrust {

        private static final Pattern ISSUER = Pattern.compile("https?://[!-~]{1,500}");
        private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
        private static final Pattern AUDIENCE = Pattern.compile("[!-~]{1,200}");

        public Kubernetes {
            require(issuer, ISSUER, "issuer", "the issuer of the cluster's tokens, a URL");
            require(namespace, NAME, "namespace", "the name of a namespace");
            require(serviceAccount, NAME, "serviceAccount", "the name of a service account");
            if (audience != null) {
                require(audience, AUDIENCE, "audience", "printable and at most 200 characters");
            }
            if ((jwks == null) == (jwksUrl == null)) {
                throw LandfallException.invalid(
                        "Give the cluster's public keys either as 'jwks' or by their address as 'jwksUrl'.");
            }
            if (jwks != null) {
                KeySet.read(jwks);
            }
            if (jwksUrl != null) {
                KeySetAddress.require(jwksUrl);
            }
        }

        String subject() {
            return "system:serviceaccount:" + namespace + ":" + serviceAccount;
        }
    }

    private static void require(@Nullable String value, Pattern form, String member, String what) {
        if (value == null || !form.matcher(value).matches()) {
            throw LandfallException.invalid("The member '" + member + "' must be " + what + ".");
        }
    }
}
