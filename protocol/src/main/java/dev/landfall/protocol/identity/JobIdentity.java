package dev.landfall.protocol.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As whom a job's processes appear to a cloud or a cluster. It names an identity and never holds a credential: the runner gets
 * those where the customer lets it. The member {@code type} tells the alternatives apart on the wire.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobIdentity.None.class, name = "none"),
    @JsonSubTypes.Type(value = JobIdentity.AwsRole.class, name = "aws-role"),
    @JsonSubTypes.Type(value = JobIdentity.AzureManagedIdentity.class, name = "azure-managed-identity"),
    @JsonSubTypes.Type(value = JobIdentity.KubernetesServiceAccount.class, name = "kubernetes-service-account"),
})
public sealed interface JobIdentity {

    /** No identity at all. */
    JobIdentity NONE = new None();

    /**
     * How policies, listings and logs name it: a role's ARN, a client id, {@code system:serviceaccount:NAMESPACE:NAME}; empty for
     * none.
     */
    @JsonIgnore
    String subject();

    /** The job gets no credentials from the runner. */
    record None() implements JobIdentity {

        @Override
        public String subject() {
            return "";
        }
    }

    /**
     * An IAM role that the runner's own role may assume.
     *
     * @param roleArn {@code arn:aws:iam::ACCOUNT:role/NAME}
     * @param externalId that the role's trust policy asks for; null when it asks for none
     * @param sessionPolicy JSON that narrows the session further, at most {@value #MAX_SESSION_POLICY} characters as STS
     *     allows; null = all that the role may
     */
    record AwsRole(
            String roleArn,
            @Nullable String externalId,
            @Nullable String sessionPolicy) implements JobIdentity {

        /** Most characters of a session policy: the API reference of {@code AssumeRole}, parameter {@code Policy}. */
        public static final int MAX_SESSION_POLICY = 2048;

        private static final Pattern ARN =
                Pattern.compile("arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}");
        private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");

        public AwsRole {
            requireForm(ARN, roleArn, "an IAM role's ARN, such as arn:aws:iam::123456789012:role/maintenance");
            if (externalId != null) {
                requireForm(EXTERNAL_ID, externalId, "an external id: 2 to 1224 of letters, digits and _+=,.@:/-");
            }
            if (sessionPolicy != null && sessionPolicy.length() > MAX_SESSION_POLICY) {
                throw LandfallException.limit("The session policy for " + roleArn + " has " + sessionPolicy.length()
                        + " characters; STS takes at most " + MAX_SESSION_POLICY + ".");
            }
            if (sessionPolicy != null && !sessionPolicy.strip().startsWith("{")) {
                throw LandfallException.invalid("The session policy for " + roleArn + " is no JSON object.");
            }
        }

        /** All that the role may, for what the runner itself does in its name. */
        public AwsRole whole() {
            return new AwsRole(roleArn, externalId, null);
        }

        @Override
        public String subject() {
            return roleArn;
        }
    }

    /**
     * A user-assigned managed identity of the runner's machine.
     *
     * @param clientId a GUID
     */
    record AzureManagedIdentity(String clientId) implements JobIdentity {

        private static final Pattern GUID =
                Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

        public AzureManagedIdentity {
            requireForm(GUID, clientId, "the client id of a managed identity, a GUID");
        }

        @Override
        public String subject() {
            return clientId;
        }
    }

    /**
     * A service account for which the runner may request tokens.
     *
     * @param audience of the tokens; null = the cluster's own API
     */
    record KubernetesServiceAccount(
            String namespace, String name, @Nullable String audience) implements JobIdentity {

        private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
        private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");
        private static final Pattern AUDIENCE = Pattern.compile("[\\x21-\\x7e]{1,500}");

        public KubernetesServiceAccount {
            requireForm(NAMESPACE, namespace, "a namespace");
            requireForm(NAME, name, "the name of a service account");
            if (audience != null) {
                requireForm(AUDIENCE, audience, "an audience");
            }
        }

        @Override
        public String subject() {
            return "system:serviceaccount:" + namespace + ":" + name;
        }
    }

    private static void requireForm(Pattern form, String value, String what) {
        if (value == null || !form.matcher(value).matches()) {
            var shown = value == null ? "" : value.length() > 100 ? value.substring(0, 100) + "…" : value;
            throw LandfallException.invalid("'" + shown + "' is not " + what + ".");
        }
    }
}
