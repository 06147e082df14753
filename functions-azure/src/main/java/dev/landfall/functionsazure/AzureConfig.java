package dev.landfall.functionsazure;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of a control plane on Azure. None of them is secret.
 *
 * @param table endpoint of the account's tables; {@code queue} and {@code blob} likewise
 * @param tableName of the table of all records
 * @param container of all blobs
 * @param queuePrefix of all queues' names
 * @param vault of secrets
 * @param signingKey one version of the key that signs job specs
 * @param signingCertificate JWS in which the root certifies that version
 * @param rootKey JWK of the root's public key
 * @param identityClientId of a user-assigned managed identity; empty for the function app's own
 * @param orgName of the org that a new store gets
 */
public record AzureConfig(
        URI table,
        URI queue,
        URI blob,
        String tableName,
        String container,
        String queuePrefix,
        URI vault,
        URI signingKey,
        String signingCertificate,
        String rootKey,
        Optional<String> identityClientId,
        String orgName) {

    public static final String DEFAULT_NAME = "landfall";
    public static final String DEFAULT_ORG = "default";

    /**
     * Reads application settings.
     *
     * @throws LandfallException INVALID with every problem at once
     */
    public static AzureConfig from(Map<String, String> settings) {
        var problems = new ArrayList<String>();
        var account = settings.getOrDefault("LANDFALL_STORAGE_ACCOUNT", "");
        if (!account.matches("[a-z0-9]{3,24}")) {
            problems.add("LANDFALL_STORAGE_ACCOUNT names the storage account: 3 to 24 of a-z and 0-9.");
        }
        var config = new AzureConfig(
                endpoint(settings, "LANDFALL_TABLE_ENDPOINT", account, "table", problems),
                endpoint(settings, "LANDFALL_QUEUE_ENDPOINT", account, "queue", problems),
                endpoint(settings, "LANDFALL_BLOB_ENDPOINT", account, "blob", problems),
                settings.getOrDefault("LANDFALL_TABLE", DEFAULT_NAME),
                settings.getOrDefault("LANDFALL_CONTAINER", DEFAULT_NAME),
                settings.getOrDefault("LANDFALL_QUEUE_PREFIX", DEFAULT_NAME),
                address(settings, "LANDFALL_VAULT", "https://<name>.vault.azure.net", problems),
                address(
                        settings,
                        "LANDFALL_SIGNING_KEY",
                        "https://<vault>.vault.azure.net/keys/<name>/<version>",
                        problems),
                required(settings, "LANDFALL_SIGNING_CERTIFICATE", "the signing key's certificate", problems),
                required(settings, "LANDFALL_ROOT_KEY", "the root's public key as JWK", problems),
                Optional.ofNullable(settings.get("LANDFALL_IDENTITY_CLIENT_ID")).filter(id -> !id.isBlank()),
                settings.getOrDefault("LANDFALL_ORG", DEFAULT_ORG));
        if (!problems.isEmpty()) {
            throw LandfallException.invalid(
                    "The settings of the control plane are wrong; correct the function app's application settings.",
                    problems);
        }
        return config;
    }

    /** Given for clouds whose endpoints are named otherwise. */
    private static URI endpoint(
            Map<String, String> settings, String key, String account, String service, List<String> problems) {
        return settings.containsKey(key)
                ? address(settings, key, "https://<account>." + service + ".<cloud>", problems)
                : URI.create("https://" + account + "." + service + ".core.windows.net");
    }

    private static URI address(Map<String, String> settings, String key, String form, List<String> problems) {
        var text = settings.getOrDefault(key, "");
        try {
            var uri = URI.create(text);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below, as for an address of another scheme
        }
        problems.add(key + " is '" + text + "'; it is an address of the form " + form + ".");
        return URI.create("https://missing.invalid");
    }

    private static String required(Map<String, String> settings, String key, String meaning, List<String> problems) {
        var text = settings.getOrDefault(key, "").strip();
        if (text.isEmpty()) {
            problems.add(key + " is missing: " + meaning + ".");
        }
        return text;
    }
}
