package dev.landfall.functionsaws.live;

import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.client.AwsLocation;
import dev.landfall.functionsaws.dynamodb.RecordTable;
import dev.landfall.protocol.signature.EcJwk;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/** Resources with a name of their own in the account that was named, until they are removed again. */
final class LiveAccount implements AutoCloseable {

    /** The id of an account that is there for tests. Whatever else the credentials lead to is left alone. */
    static final String VARIABLE = "LANDFALL_LIVE_AWS";

    static final String WHY_NOT =
            "opt-in: to ask a real account, set LANDFALL_LIVE_AWS to its id, LANDFALL_LIVE_AWS_QUEUE_ROLE"
                    + " to a role for lending queues, and AWS_REGION";

    private static final String DEFAULT_REGION = "us-east-1";

    private final AwsClients clients;
    private final String region;
    private final String queueRole;
    private final String prefix = "lf-" + UUID.randomUUID().toString().substring(0, 8);
    private final String keyId;

    private LiveAccount(AwsClients clients, String region, String queueRole) {
        this.clients = clients;
        this.region = region;
        this.queueRole = queueRole;
        try {
            RecordTable.create(clients.dynamoDb(), table());
            makeBucket();
            keyId = clients.kms()
                    .createKey(request -> request.keySpec(KeySpec.ECC_NIST_P256)
                            .keyUsage(KeyUsageType.SIGN_VERIFY)
                            .description("Landfall live test " + prefix))
                    .keyMetadata()
                    .keyId();
        } catch (RuntimeException | Error e) {
            new LiveCleanup(clients, prefix).run("");
            throw e;
        }
    }

    /** Makes everything, once it is sure whose account it is. */
    static LiveAccount open(Map<String, String> variables) {
        var region = variable(variables, "AWS_REGION");
        var clients = new AwsClients(
                AwsLocation.of(region), DefaultCredentialsProvider.builder().build());
        var account = clients.sts().getCallerIdentity().account();
        if (!account.equals(variable(variables, VARIABLE))) {
            clients.close();
            throw new AssertionError("The credentials are of the account " + account + ", not of the one that "
                    + VARIABLE + " names; nothing was made.");
        }
        return new LiveAccount(clients, region, variable(variables, "LANDFALL_LIVE_AWS_QUEUE_ROLE"));
    }

    AwsClients clients() {
        return clients;
    }

    String region() {
        return region;
    }

    /** Beginning of all names. */
    String prefix() {
        return prefix;
    }

    String table() {
        return prefix;
    }

    String bucket() {
        return prefix + "-blobs";
    }

    String queueRole() {
        return queueRole;
    }

    String keyId() {
        return keyId;
    }

    EcJwk publicKey() {
        var encoded = clients.kms()
                .getPublicKey(request -> request.keyId(keyId))
                .publicKey()
                .asByteArray();
        try {
            return EcJwk.of((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("KMS answered a public key that Java does not read.", e);
        }
    }

    @Override
    public void close() {
        new LiveCleanup(clients, prefix).run(keyId);
        clients.close();
    }

    private void makeBucket() {
        clients.s3().createBucket(request -> {
            request.bucket(bucket());
            if (!region.equals(DEFAULT_REGION)) {
                request.createBucketConfiguration(
                        place -> place.locationConstraint(BucketLocationConstraint.fromValue(region)));
            }
        });
    }

    private static String variable(Map<String, String> variables, String name) {
        var value = variables.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new AssertionError(name + " is not set; a live test needs it.");
        }
        return value;
    }
}
