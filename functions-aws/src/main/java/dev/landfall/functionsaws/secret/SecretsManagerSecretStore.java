package dev.landfall.functionsaws.secret;

import dev.landfall.controlplane.secret.SecretName;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.functionsaws.client.AwsCall;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * {@link SecretStore} in AWS Secrets Manager, encrypted by the account's key for it. A deleted secret is gone at once and
 * cannot be restored. The list may miss changes of the last minutes, as the service says of its own. Thread-safe.
 */
public final class SecretsManagerSecretStore implements SecretStore {

    /** Secrets Manager takes no empty text; the empty value is kept as this binary one. */
    private static final SdkBytes EMPTY = SdkBytes.fromByteArray(new byte[] {0});

    /** Most names in one reply. */
    private static final int PAGE = 100;

    private static final AwsCall PUT = new AwsCall(
            "The secret could not be stored",
            "secretsmanager:PutSecretValue, secretsmanager:CreateSecret and secretsmanager:RestoreSecret");
    private static final AwsCall GET = new AwsCall("The secret could not be read", "secretsmanager:GetSecretValue");
    private static final AwsCall LIST = new AwsCall("Secrets could not be listed", "secretsmanager:ListSecrets");
    private static final AwsCall DELETE = new AwsCall(
            "The secret could not be removed", "secretsmanager:DescribeSecret and secretsmanager:DeleteSecret");

    private final Supplier<SecretsManagerClient> secrets;
    private final SecretId ids;

    /**
     * @param prefix of all names in Secrets Manager, without a slash at its end
     */
    public SecretsManagerSecretStore(Supplier<SecretsManagerClient> secrets, String prefix) {
        this.secrets = secrets;
        this.ids = new SecretId(prefix);
    }

    @Override
    public void put(String path, String key, String value) {
        var id = ids.of(new SecretName(path, key));
        SecretName.requireValue(value);
        PUT.make(() -> {
            try {
                return replace(id, value);
            } catch (ResourceNotFoundException e) {
                return create(id, value);
            } catch (InvalidRequestException e) {
                secrets.get().restoreSecret(request -> request.secretId(id));
                return replace(id, value);
            }
        });
    }

    @Override
    public Optional<String> find(String path, String key) {
        var id = ids.of(new SecretName(path, key));
        return GET.make(() -> {
            try {
                return Optional.of(value(secrets.get().getSecretValue(request -> request.secretId(id))));
            } catch (ResourceNotFoundException | InvalidRequestException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<String> list(String pathPrefix) {
        var start = ids.startingWith(pathPrefix);
        var names = new TreeSet<String>();
        @Nullable String next = null;
        do {
            var page = page(start, next);
            page.secretList().stream()
                    .map(SecretListEntry::name)
                    .filter(name -> name.startsWith(start))
                    .forEach(name -> ids.read(name).ifPresent(names::add));
            next = page.nextToken();
        } while (next != null);
        return names.stream().limit(MAX_LISTED).toList();
    }

    @Override
    public boolean delete(String path, String key) {
        var id = ids.of(new SecretName(path, key));
        return DELETE.make(() -> {
            if (!isThere(id)) {
                return false;
            }
            secrets.get().deleteSecret(request -> request.secretId(id).forceDeleteWithoutRecovery(true));
            return true;
        });
    }

    private Object replace(String id, String value) {
        return value.isEmpty()
                ? secrets.get().putSecretValue(request -> request.secretId(id).secretBinary(EMPTY))
                : secrets.get().putSecretValue(request -> request.secretId(id).secretString(value));
    }

    private Object create(String id, String value) {
        try {
            return value.isEmpty()
                    ? secrets.get().createSecret(request -> request.name(id).secretBinary(EMPTY))
                    : secrets.get().createSecret(request -> request.name(id).secretString(value));
        } catch (ResourceExistsException e) {
            return replace(id, value);
        }
    }

    private static String value(GetSecretValueResponse reply) {
        return reply.secretString() == null ? "" : reply.secretString();
    }

    private ListSecretsResponse page(String start, @Nullable String next) {
        return LIST.make(() -> secrets.get()
                .listSecrets(request -> request.maxResults(PAGE)
                        .nextToken(next)
                        .filters(Filter.builder()
                                .key(FilterNameStringType.NAME)
                                .values(start)
                                .build())));
    }

    /** Deleting by force says nothing about what was there. */
    private boolean isThere(String id) {
        try {
            return secrets.get().describeSecret(request -> request.secretId(id)).deletedDate() == null;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }
}
