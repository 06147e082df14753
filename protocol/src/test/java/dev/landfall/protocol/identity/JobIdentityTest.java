package dev.landfall.protocol.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.identity.JobIdentity.AwsRole;
import dev.landfall.protocol.identity.JobIdentity.AzureManagedIdentity;
import dev.landfall.protocol.identity.JobIdentity.KubernetesServiceAccount;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdentityTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/landfall/maintenance";
    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";

    /** As a control plane of the version before wrote it. */
    private static final String OLDER_SPEC = """
            {"job":"in_1.jb_1","attempt":1,"pool":"pool_1","issuedAt":"2026-03-01T12:00:00Z",
             "expiresAt":"2026-03-01T12:15:00Z","timeoutSeconds":60,"cancelGraceSeconds":5,"secrets":[],
             "environmentName":"shop","work":{"kind":"ci","name":"test","command":"true","env":{}}}
            """;

    @Test
    void everyIdentityComesBackFromItsJson() {
        for (JobIdentity identity : List.of(
                JobIdentity.NONE,
                new AwsRole(ROLE, "shop-1", "{\"Version\":\"2012-10-17\"}"),
                new AwsRole(ROLE, null, null),
                new AzureManagedIdentity(CLIENT),
                new KubernetesServiceAccount("apps", "deployer", null),
                new KubernetesServiceAccount("apps", "deployer", "sts.amazonaws.com"))) {
            assertEquals(identity, Json.read(Json.write(identity), JobIdentity.class));
        }
    }

    @Test
    void jsonNamesTheTypeAndNoSubject() {
        var json = Json.writeString(new AwsRole(ROLE, null, null));

        assertEquals("{\"type\":\"aws-role\",\"roleArn\":\"" + ROLE + "\"}", json);
    }

    @Test
    void subjectsAreTheNamesThatTheCloudsUse() {
        assertEquals(ROLE, new AwsRole(ROLE, "id", null).subject());
        assertEquals(CLIENT, new AzureManagedIdentity(CLIENT).subject());
        assertEquals(
                "system:serviceaccount:apps:deployer",
                new KubernetesServiceAccount("apps", "deployer", null).subject());
        assertEquals("", JobIdentity.NONE.subject());
    }

    @Test
    void aSpecOfTheVersionBeforeHasNoIdentity() {
        var spec = Json.read(OLDER_SPEC, JobSpec.class);

        assertEquals(JobIdentity.NONE, spec.identity());
        assertNull(spec.operation());
        assertNull(spec.org());
    }

    @Test
    void aSpecWithAnIdentityComesBackFromItsJson() {
        var spec = spec(new OrgId("org_1"), JobOperation.MAINTENANCE);

        assertEquals(spec, Json.read(Json.write(spec), JobSpec.class));
    }

    @Test
    void anIdentityNeedsAnOrgAndAnOperation() {
        assertThrows(LandfallException.class, () -> spec(null, JobOperation.MAINTENANCE));
        assertThrows(LandfallException.class, () -> spec(new OrgId("org_1"), null));
    }

    @Test
    void aSessionPolicyIsAsLongAsStsAllows() {
        var longest = "{" + " ".repeat(AwsRole.MAX_SESSION_POLICY - 2) + "}";

        assertEquals(longest, new AwsRole(ROLE, null, longest).sessionPolicy());
        var refused = assertThrows(LandfallException.class, () -> new AwsRole(ROLE, null, longest + " "));
        assertEquals(ErrorKind.LIMIT, refused.kind());
        assertTrue(refused.publicMessage().contains("2049"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "maintenance",
                "arn:aws:iam::1:role/x",
                "arn:aws:iam::123456789012:user/x",
                "arn:aws:iam::123456789012:role/",
                "arn:aws:iam::123456789012:role/a b",
                "arn:aws:sts::123456789012:assumed-role/x/y",
                "arn:aws:iam::123456789012:role/x\n",
                "ARN:aws:iam::123456789012:role/x"
            })
    void whatIsNoRoleIsRefused(String arn) {
        assertThrows(LandfallException.class, () -> new AwsRole(arn, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "apps/x", "Apps", "-a", "a_b", "a\n"})
    void whatIsNoNamespaceIsRefused(String namespace) {
        assertThrows(LandfallException.class, () -> new KubernetesServiceAccount(namespace, "x", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "landfall", "11111111-2222-3333-4444-55555555555", "11111111222233334444555555555555"})
    void whatIsNoClientIdIsRefused(String clientId) {
        assertThrows(LandfallException.class, () -> new AzureManagedIdentity(clientId));
    }

    @Test
    void anIdentityOfAnUnknownTypeIsRefused() {
        assertThrows(LandfallException.class, () -> Json.read("{\"type\":\"gcp-service-account\"}", JobIdentity.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"provision", "break-glass", "ci", "action:db.backup", "component:web_1", "job:test"})
    void operationsAreWrittenAsText(String text) {
        assertEquals("\"" + text + "\"", Json.writeString(new JobOperation(text)));
        assertEquals(new JobOperation(text), Json.read("\"" + text + "\"", JobOperation.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deploy", "Provision", "action:", "action:a b", "role:x", "provision "})
    void whatIsNoOperationIsRefused(String text) {
        assertThrows(LandfallException.class, () -> new JobOperation(text));
    }

    private static JobSpec spec(@Nullable OrgId org, @Nullable JobOperation operation) {
        return new JobSpec(
                new JobId("in_1.jb_1"),
                1,
                new PoolId("pool_1"),
                Instant.parse("2026-03-01T12:00:00Z"),
                Instant.parse("2026-03-01T12:15:00Z"),
                60,
                5,
                List.of(),
                "shop",
                new CiWork("test", "true", Map.of(), null, null),
                org,
                operation,
                new AwsRole(ROLE, null, null));
    }
}
