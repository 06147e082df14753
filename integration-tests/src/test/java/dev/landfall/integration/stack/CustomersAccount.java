package dev.landfall.integration.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.emulators.S3Proxy;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import dev.landfall.testkit.identity.StrictSts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An account with an applied stack: a bucket for states, a role that may be taken, and a function that calls home. */
final class CustomersAccount implements AutoCloseable {

    static final String ID = "111122223333";
    static final String ROLE = "arn:aws:iam::" + ID + ":role/acme-provision";

    private static final String REGION = "eu-central-1";
    private static final String BUCKET = "acme-states";

    private final StrictSts signers = new StrictSts(REGION, InstantSource.system());
    private final List<String> rolesTaken = new CopyOnWriteArrayList<>();
    private final S3Proxy s3 = S3Proxy.start();
    private final HttpServer sts;
    private final HttpsGate gate;
    private final S3Client bucket;

    CustomersAccount(Path folder) throws IOException {
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", this::assumeRole);
        sts.start();
        gate = HttpsGate.start(folder, Map.of(signers.host(), this::callerIdentity));
        bucket = S3Client.builder()
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .endpointOverride(s3.uri())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        bucket.createBucket(request -> request.bucket(BUCKET));
    }

    /** The environment of a control plane that asks AWS who calls. */
    Map<String, String> ofControlPlane() {
        return gate.forJava();
    }

    /** The environment of a runner in this account. */
    Map<String, String> ofRunner() {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKIARUNNER",
                "AWS_SECRET_ACCESS_KEY",
                "of-the-runner",
                "AWS_REGION",
                REGION,
                "AWS_ENDPOINT_URL_STS",
                "http://127.0.0.1:" + sts.getAddress().getPort(),
                "AWS_ENDPOINT_URL_S3",
                s3.uri().toString());
    }

    /** What the stack's function sends when the stack was made. */
    PhoneHomeCall call(InstallId install, String nonce) {
        var statement = Json.writeString(new StackStatement.Aws(
                StackStatement.Event.CREATE,
                "arn:aws:cloudformation:" + REGION + ":" + ID + ":stack/acme/1",
                ID,
                REGION,
                "vpc-1",
                List.of("subnet-1"),
                "arn:aws:iam::" + ID + ":role/acme-runner",
                new TreeMap<>(Map.of("provision", ROLE)),
                new TreeMap<>(),
                new TreeMap<>(),
                BUCKET,
                null,
                null,
                null,
                null,
                new TreeMap<>(),
                new TreeMap<>(),
                true));
        var unsigned = new PhoneHomeCall(statement, new ShownIdentity(nonce, new AwsCaller("-", Map.of())));
        var ours = Map.of(
                AwsCaller.AUDIENCE, PhoneHomeCall.audience(install),
                AwsCaller.NONCE, nonce,
                AwsCaller.KEY, unsigned.digest());
        var proof =
                signers.assumed(ID, "acme-phone-home", "acme-phone-home").signed(signers.host(), ours, Instant.now());
        return new PhoneHomeCall(statement, new ShownIdentity(nonce, proof));
    }

    /** Names of what is in the bucket. */
    List<String> objects() {
        return bucket.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()
                .map(each -> each.key())
                .toList();
    }

    byte[] object(String name) {
        return bucket.getObjectAsBytes(request -> request.bucket(BUCKET).key(name))
                .asByteArray();
    }

    void remove(String name) {
        bucket.deleteObject(request -> request.bucket(BUCKET).key(name));
    }

    /** Each AssumeRole, as it was asked. */
    List<String> rolesTaken() {
        return List.copyOf(rolesTaken);
    }

    @Override
    public void close() {
        bucket.close();
        gate.close();
        sts.stop(0);
        s3.close();
    }

    private void assumeRole(HttpExchange exchange) throws IOException {
        try (exchange) {
            rolesTaken.add(URLDecoder.decode(text(exchange), StandardCharsets.UTF_8));
            reply(exchange, 200, """
                    <AssumeRoleResponse><AssumeRoleResult><Credentials>
                    <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>session</SessionToken>
                    <Expiration>%s</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                    """.formatted(
                    S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY, Instant.now().plusSeconds(900)));
        }
    }

    private void callerIdentity(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            var answer = signers.apply(new Outbound.Request(
                    exchange.getRequestMethod(),
                    URI.create("https://" + signers.host() + exchange.getRequestURI()),
                    headers,
                    text(exchange)));
            reply(exchange, answer.status(), answer.body());
        }
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
