package dev.landfall.controlplane.install;

import dev.landfall.controlplane.secretaccess.SecretScope;
import dev.landfall.protocol.id.AppId;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An install, kept in its own partition under {@value #SORT}.
 *
 * @param inputs as given, without defaults; a sensitive one is the reference <code>${secret:in_…/inputs:name}</code>
 */
public record Install(
        InstallId id,
        OrgId org,
        String orgName,
        String name,
        AppId app,
        String appName,
        int configVersion,
        Map<String, JsonNode> inputs,
        ApprovalOption approval,
        PoolId pool,
        InstallStatus status,
        Instant createdAt,
        @Nullable Instant deletedAt) {

    public static final String SORT = "install";

    static final String ID_PREFIX = "in";

    public Install {
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    }

    /** What its jobs may refer to: its own inputs and outputs, and the app's secrets. */
    public SecretScope secretScope() {
        return new SecretScope(org, "install '" + name + "'", Optional.of(id), List.of(appName));
    }

    /** Where the secret store keeps its sensitive inputs. */
    static String inputSecretPath(InstallId id) {
        return id.value() + "/inputs";
    }

    /** Where the secret store keeps the sensitive outputs of one of its parts. */
    public static String outputSecretPath(InstallId id, String part) {
        return id.value() + "/outputs/" + part;
    }

    Install with(InstallStatus next) {
        return new Install(
                id,
                org,
                orgName,
                name,
                app,
                appName,
                configVersion,
                inputs,
                approval,
                pool,
                next,
                createdAt,
                deletedAt);
    }

    Install with(int version, Map<String, JsonNode> newInputs, ApprovalOption newApproval) {
        return new Install(
                id,
                org,
                orgName,
                name,
                app,
                appName,
                version,
                newInputs,
                newApproval,
                pool,
                status,
                createdAt,
                deletedAt);
    }

    Install deleted(Instant at) {
        return new Install(
                id, org, orgName, name, app, appName, configVersion, inputs, approval, pool, status, createdAt, at);
    }
}
