package dev.landfall.runner.statestore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.emulators.S3Proxy;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.state.StateStore;
import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the runner's environment to an object: a role that is taken of an STS, and an S3 that checks what it signs. */
final class CloudStateStoresIT {

    private static final StateStore.AwsBucket BUCKET = new StateStore.AwsBucket("eu-central-1", "shop-acme");
    private static final String ROLE = "arn:aws:iam::123456789012:role/maintenance";
    private static final String NARROW = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpTransport transport = new HttpTransport();
    private S3Proxy s3;
    private HttpServer sts;

    @BeforeEach
    void start() throws IOException {
        s3 = S3Proxy.start();
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", this::assumeRole);
        sts.start();
    }

    @AfterEach
    void stop() {
        transport.close();
        sts.stop(0);
        s3.close();
    }

    @Test
    void theRolesWholePolicyHoldsForItsStateAndNoCredentialIsNoted() {
        var access = StateAccess.of(BUCKET, spec(new JobIdentity.AwsRole(ROLE, "acme", NARROW)));
        var noted = Json.writeString(access);
        var stores = new CloudStateStores(environment(), transport, InstantSource.system());
        makeBucket();

        var objects = stores.open(Json.read(noted, StateAccess.class));
        objects.put("states/sandbox/1.tfstate", new byte[] {7});

        assertArrayEquals(
                new byte[] {7}, objects.find("states/sandbox/1.tfstate").orElseThrow());
        assertEquals(1, asked.size(), asked.toString());
        assertTrue(asked.getFirst().contains("RoleArn=" + ROLE), asked.toString());
        assertTrue(asked.getFirst().contains("ExternalId=acme"), asked.toString());
        assertTrue(!asked.getFirst().contains("Policy="), asked.toString());
        assertTrue(!noted.contains(S3Proxy.SECRET_KEY), noted);
    }

    @Test
    void aJobWithoutAnIdentityOfTheStoresCloudIsToldSo() {
        var azure = new JobIdentity.AzureManagedIdentity("11111111-1111-4111-8111-111111111111");
        for (var identity : List.of(JobIdentity.NONE, azure)) {
            var problem = assertThrows(LandfallException.class, () -> StateAccess.of(BUCKET, spec(identity)));
            assertEquals(ErrorKind.INVALID, problem.kind());
            assertTrue(problem.publicMessage().contains("shop-acme"), problem.publicMessage());
        }
        var container = new StateStore.AzureContainer("shopacme", "states");
        assertThrows(
                LandfallException.class,
                () -> StateAccess.of(container, spec(new JobIdentity.AwsRole(ROLE, null, null))));
        assertEquals(new StateAccess.OfContainer(container, azure.clientId()), StateAccess.of(container, spec(azure)));
    }

    private Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", "AKIARUNNER",
                "AWS_SECRET_ACCESS_KEY", "of-the-runner",
                "AWS_REGION", "eu-central-1",
                "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + sts.getAddress().getPort(),
                "AWS_ENDPOINT_URL_S3", s3.uri().toString());
    }

    private void makeBucket() {
        var owner = new AwsCredentials(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY, null, null);
        var root = BucketObjects.address(BUCKET, Optional.of(s3.uri()));
        BucketObjectsIT.makeBucket(transport, root, owner);
    }

    private static JobSpec spec(JobIdentity identity) {
        var now = Instant.parse("2030-01-01T00:00:00Z");
        return new JobSpec(
                new JobId("in_1.jb_1"),
                1,
                new PoolId("pool_1"),
                now,
                now.plusSeconds(600),
                600,
                5,
                List.of(),
                "acme",
                new ActionWork("hello", "manual", List.of(), Map.of(), null),
                new OrgId("org_1"),
                JobOperation.MAINTENANCE,
                identity);
    }

    private void assumeRole(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8));
            var reply = """
                    <AssumeRoleResponse><AssumeRoleResult><Credentials>
                    <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>session</SessionToken>
                    <Expiration>%s</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                    """.formatted(
                    S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY, Instant.now().plusSeconds(900)).getBytes(
                    StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }
}
