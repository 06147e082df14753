package dev.landfall.formats.appconfig;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that a role may do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RolePolicy.AwsManaged.class, name = "aws-managed"),
    @JsonSubTypes.Type(value = RolePolicy.AwsDocument.class, name = "aws-document"),
    @JsonSubTypes.Type(value = RolePolicy.AzureBuiltIn.class, name = "azure-built-in"),
    @JsonSubTypes.Type(value = RolePolicy.AzureActions.class, name = "azure-actions"),
    @JsonSubTypes.Type(value = RolePolicy.GcpPredefined.class, name = "gcp-predefined"),
    @JsonSubTypes.Type(value = RolePolicy.GcpPermissions.class, name = "gcp-permissions"),
})
public sealed interface RolePolicy {

    /** Texts that may hold templates. */
    List<ConfigValue> templates();

    /**
     * A managed policy of AWS or of the customer's account.
     *
     * @param policy its name such as {@code AdministratorAccess}, or its ARN
     */
    record AwsManaged(ConfigValue policy) implements RolePolicy {

        @Override
        public List<ConfigValue> templates() {
            return List.of(policy);
        }
    }

    /**
     * An IAM policy document, checked.
     *
     * @param name null = the stack makes one up
     * @param document JSON; the contents when the config names a path
     * @param allowsAllActions the writer said that {@code "Action": "*"} is meant
     */
    record AwsDocument(@Nullable ConfigValue name, ConfigValue document, boolean allowsAllActions)
            implements RolePolicy {

        @Override
        public List<ConfigValue> templates() {
            return Stream.of(name, document).filter(Objects::nonNull).toList();
        }
    }

    /**
     * A role of Azure's own.
     *
     * @param role its display name, such as {@code Contributor}
     */
    record AzureBuiltIn(@Nullable ConfigValue name, String role) implements RolePolicy {

        @Override
        public List<ConfigValue> templates() {
            return Stream.ofNullable(name).toList();
        }
    }

    /**
     * Operations of Azure for a role definition of the app's own.
     *
     * @param actions such as {@code Microsoft.Network/dnsZones/read}; at least one
     */
    record AzureActions(@Nullable ConfigValue name, List<String> actions) implements RolePolicy {

        public AzureActions {
            actions = List.copyOf(actions);
        }

        @Override
        public List<ConfigValue> templates() {
            return Stream.ofNullable(name).toList();
        }
    }

    /**
     * A role of Google's own.
     *
     * @param role such as {@code roles/owner}
     */
    record GcpPredefined(@Nullable ConfigValue name, String role) implements RolePolicy {

        @Override
        public List<ConfigValue> templates() {
            return Stream.ofNullable(name).toList();
        }
    }

    /**
     * Permissions of Google for a role of the app's own.
     *
     * @param permissions such as {@code storage.buckets.get}; at least one
     */
    record GcpPermissions(@Nullable ConfigValue name, List<String> permissions) implements RolePolicy {

        public GcpPermissions {
            permissions = List.copyOf(permissions);
        }

        @Override
        public List<ConfigValue> templates() {
            return Stream.ofNullable(name).toList();
        }
    }
}
