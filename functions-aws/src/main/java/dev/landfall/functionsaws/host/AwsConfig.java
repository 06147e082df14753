package dev.landfall.functionsaws.host;

import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.retention.RetentionSettings;
import dev.landfall.functionsaws.client.AwsLocation;
import dev.landfall.functionsaws.s3.S3Encryption;
import dev.landfall.functionsaws.sqs.SqsJobQueues;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of a function of the control plane on AWS. None of them is secret.
 *
 * @param location region, and where services are that are not at their own address
 * @param table DynamoDB table of all records
 * @param bucket S3 bucket of all blobs
 * @param encryption how objects that the control plane writes are encrypted
 * @param queuePrefix of all SQS queues
 * @param queueRole ARN of the role whose sessions runners are lent
 * @param secretPrefix of all names in Secrets Manager
 * @param signingKey id, ARN or alias of the KMS key that signs job specs
 * @param signingCertificate what certifies it: a JWS, or the name of the secret that holds one
 * @param rootKey JWK of the root that certified it
 * @param publicUrl where runners and people reach the control plane, if it is told
 * @param retentionDays how long finished workflows, their jobs, logs and events are kept
 */
public record AwsConfig(
        AwsLocation location,
        String table,
        String bucket,
        S3Encryption encryption,
        String queuePrefix,
        String queueRole,
        String secretPrefix,
        String signingKey,
        String signingCertificate,
        String rootKey,
        Optional<URI> publicUrl,
        int retentionDays) {

    public static final String DEFAULT_QUEUE_PREFIX = "landfall";
    public static final String DEFAULT_SECRET_PREFIX = "landfall";
    public static final String DEFAULT_ENCRYPTION = "bucket";
    public static final int DEFAULT_RETENTION_DAYS = 30;

    private static final Pattern QUEUE_PREFIX =
            Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0," + (SqsJobQueues.MAX_PREFIX - 1) + "}");
    private static final Pattern SECRET_PREFIX = Pattern.compile("[a-zA-Z0-9_/+=@-]{1,100}(?<!/)");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");

    /** Services whose address can be set, as the SDK's own variables name them. */
    private static final List<String> SERVICES = List.of("DYNAMODB", "SQS", "S3", "STS", "KMS", "SECRETS_MANAGER");

    /**
     * Reads variables; what it does not know is not its own.
     *
     * @throws LandfallException INVALID with every problem
     */
    public static AwsConfig from(Map<String, String> variables) {
        var settings = new Settings(variables);
        var region = settings.required("AWS_REGION", "the region, which Lambda sets");
        var table = settings.required("LANDFALL_TABLE", "the DynamoDB table of all records");
        var bucket = settings.required("LANDFALL_BUCKET", "the S3 bucket of all blobs");
        var encryption = settings.optional("LANDFALL_BLOB_ENCRYPTION", DEFAULT_ENCRYPTION);
        var queuePrefix = settings.optional("LANDFALL_QUEUE_PREFIX", DEFAULT_QUEUE_PREFIX);
        var queueRole = settings.required("LANDFALL_QUEUE_ROLE", "the ARN of the role whose sessions runners are lent");
        var secretPrefix = settings.optional("LANDFALL_SECRET_PREFIX", DEFAULT_SECRET_PREFIX);
        var signingKey = settings.required("LANDFALL_SIGNING_KEY", "the KMS key that signs job specs");
        var certificate = settings.required(
                "LANDFALL_SIGNING_CERTIFICATE", "the certificate of the signing key, or the name of its secret");
        var rootKey = settings.required("LANDFALL_ROOT_KEY", "the root's public key as JWK");
        var publicUrl = settings.address("LANDFALL_PUBLIC_URL");
        int retentionDays = settings.number("LANDFALL_RETENTION_DAYS", DEFAULT_RETENTION_DAYS, 1, 3_650);
        var endpoints = endpoints(settings);

        settings.check("LANDFALL_BLOB_ENCRYPTION", encryption, AwsConfig::encryptionProblem);
        settings.check("LANDFALL_QUEUE_PREFIX", queuePrefix, AwsConfig::queuePrefixProblem);
        settings.check("LANDFALL_QUEUE_ROLE", queueRole, AwsConfig::roleProblem);
        settings.check("LANDFALL_SECRET_PREFIX", secretPrefix, AwsConfig::secretPrefixProblem);
        settings.check("LANDFALL_ROOT_KEY", rootKey, AwsConfig::rootKeyProblem);
        if (!settings.problems().isEmpty()) {
            throw LandfallException.invalid(
                    "The settings of the control plane are wrong: " + String.join(" ", settings.problems()),
                    settings.problems());
        }
        return new AwsConfig(
                new AwsLocation(region, endpoints),
                table,
                bucket,
                S3Encryption.of(encryption),
                queuePrefix,
                queueRole,
                secretPrefix,
                signingKey,
                certificate,
                rootKey,
                publicUrl,
                retentionDays);
    }

    /** What is the same on every host. */
    public ControlPlaneConfig controlPlane() {
        var kept = Duration.ofDays(retentionDays);
        return new ControlPlaneConfig(new RetentionSettings(kept, kept, List.of()));
    }

    private static Map<String, URI> endpoints(Settings settings) {
        var endpoints = new HashMap<String, URI>();
        var all = settings.address("AWS_ENDPOINT_URL");
        for (String service : SERVICES) {
            settings.address("AWS_ENDPOINT_URL_" + service)
                    .or(() -> all)
                    .ifPresent(endpoint -> endpoints.put(service, endpoint));
        }
        return endpoints;
    }

    private static Optional<String> encryptionProblem(String value) {
        try {
            S3Encryption.of(value);
            return Optional.empty();
        } catch (LandfallException e) {
            return Optional.of("is wrong: " + e.publicMessage());
        }
    }

    private static Optional<String> queuePrefixProblem(String value) {
        return matches(
                QUEUE_PREFIX,
                value,
                "1 to " + SqsJobQueues.MAX_PREFIX + " letters, digits, '-' and '_', a letter or digit first");
    }

    private static Optional<String> roleProblem(String value) {
        return matches(ROLE, value, "the ARN of an IAM role");
    }

    private static Optional<String> secretPrefixProblem(String value) {
        return matches(SECRET_PREFIX, value, "1 to 100 letters, digits and '/_+=@-', not ending in '/'");
    }

    private static Optional<String> rootKeyProblem(String value) {
        try {
            EcJwk.read(value);
            return Optional.empty();
        } catch (LandfallException e) {
            return Optional.of("is no public key of P-256 as JWK: " + e.publicMessage());
        }
    }

    private static Optional<String> matches(Pattern pattern, String value, String what) {
        return pattern.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("is '" + value + "'; it is " + what + ".");
    }
}
