package dev.landfall.integration.jobrole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.iam.Caller;
import dev.landfall.integration.iam.Evaluator;
import dev.landfall.integration.iam.PolicyDocument;
import dev.landfall.integration.iam.Request;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity.AwsRole;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.identity.IdentitySession;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three operations, three roles. The AssumeRole is the one that the runner sends, the trust policies and the runner's policy are
 * those of the documentation, and IAM's rules say what comes of them.
 */
class JobRolesTest {

    private static final String RUNNER = "arn:aws:iam::123456789012:role/acme-runner";
    private static final String ROLES = "arn:aws:iam::123456789012:role/acme-";
    private static final String EXTERNAL_ID = "acme-7f3a";
    private static final List<String> OPERATIONS = List.of("provision", "maintenance", "deprovision");

    /** What each role may do: one thing of its own, and to look. */
    private static final Map<String, String> ALLOWED = Map.of(
            "provision", "'ec2:RunInstances'",
            "maintenance", "'ec2:RebootInstances','ecs:UpdateService'",
            "deprovision", "'ec2:TerminateInstances'");

    private final HttpTransport transport = new HttpTransport();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @CsvSource({
        "provision, provision, true",
        "provision, maintenance, false",
        "provision, deprovision, false",
        "maintenance, provision, false",
        "maintenance, maintenance, true",
        "maintenance, deprovision, false",
        "deprovision, provision, false",
        "deprovision, maintenance, false",
        "deprovision, deprovision, true",
    })
    void aJobTakesTheRoleOfItsOwnOperationAndNoOther(String operation, String role, boolean taken) {
        try (var sts = sts(trusting())) {
            if (taken) {
                open(sts, operation, role(role, EXTERNAL_ID, null)).close();
            } else {
                var refused = refusal(sts, operation, role(role, EXTERNAL_ID, null));
                assertTrue(refused.contains("is not authorized to perform: sts:AssumeRole"), refused);
                assertTrue(refused.contains("trust policy"), "what to grant: " + refused);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"acme-0000", ","})
    void anotherExternalIdOrNoneIsRefused(@Nullable String externalId) {
        try (var sts = sts(trusting())) {
            assertTrue(refusal(sts, "maintenance", role("maintenance", externalId, null))
                    .contains("sts:AssumeRole"));
        }
    }

    @ParameterizedTest
    @CsvSource({"sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"})
    void aTrustPolicyWithoutOneOfTheThreeActionsRefusesTheJob(String missing) {
        var trust = IdentityPage.trust("maintenance").replace("\"" + missing + "\"", "\"sts:GetSessionToken\"");
        var account = new PolicyAccount(runner(), Map.of(arn("maintenance"), PolicyDocument.read(trust)));
        try (var sts = sts(account)) {
            var refused = refusal(sts, "maintenance", role("maintenance", EXTERNAL_ID, null));
            assertTrue(refused.contains("to perform: " + missing), refused);
        }
    }

    @Test
    void anotherRunnersRoleIsRefused() {
        var other = Caller.role("arn:aws:iam::123456789012:role/other", PolicyDocument.read(IdentityPage.runner()));
        try (var sts = sts(new PolicyAccount(other, trust()))) {
            assertTrue(refusal(sts, "maintenance", role("maintenance", EXTERNAL_ID, null))
                    .contains("role/other is not authorized"));
        }
    }

    /** In another account than the role's, its trust policy alone does not do. */
    @Test
    void aRunnerOfAnotherAccountNeedsItsOwnPolicyToo() {
        var theirs = "arn:aws:iam::999999999999:role/acme-runner";
        var trust = IdentityPage.trust("maintenance").replace(RUNNER, theirs);
        var roles = Map.of(arn("maintenance"), PolicyDocument.read(trust));
        try (var without = sts(new PolicyAccount(Caller.role(theirs), roles));
                var with = sts(
                        new PolicyAccount(Caller.role(theirs, PolicyDocument.read(IdentityPage.runner())), roles))) {
            assertTrue(refusal(without, "maintenance", role("maintenance", EXTERNAL_ID, null))
                    .contains("sts:AssumeRole"));
            open(with, "maintenance", role("maintenance", EXTERNAL_ID, null)).close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "provision, ec2:RunInstances, true",
        "provision, ec2:RebootInstances, false",
        "provision, ec2:TerminateInstances, false",
        "maintenance, ec2:RunInstances, false",
        "maintenance, ec2:RebootInstances, true",
        "maintenance, ec2:TerminateInstances, false",
        "deprovision, ec2:RunInstances, false",
        "deprovision, ec2:RebootInstances, false",
        "deprovision, ec2:TerminateInstances, true",
        "provision, sts:AssumeRole, false",
        "maintenance, iam:PassRole, false",
    })
    void aJobIsRefusedWhatOnlyAnotherRoleMay(String operation, String action, boolean allowed) {
        assertEquals(
                allowed,
                Evaluator.decide(session(operation, null), Request.of(action, "*"))
                        .allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "ecs:UpdateService, arn:aws:ecs:eu-central-1:123456789012:service/shop/web, true",
        "ecs:UpdateService, arn:aws:ecs:eu-central-1:123456789012:service/other/web, false",
        "ec2:RebootInstances, *, false",
        "ec2:RunInstances, *, false",
    })
    void aSessionPolicyLeavesOfARoleOnlyWhatItNames(String action, String resource, boolean allowed) {
        var policy = policy("{'Effect':'Allow','Action':['ecs:UpdateService','ec2:RunInstances'],"
                + "'Resource':'arn:aws:ecs:eu-central-1:123456789012:service/shop/*'}");

        assertEquals(
                allowed,
                Evaluator.decide(session("maintenance", policy), Request.of(action, resource))
                        .allowed());
    }

    @Test
    void aSessionPolicyOfTheGreatestLengthIsEvaluatedAsItWasWritten() {
        var shell =
                "{'Version':'2012-10-17','Statement':[{'Sid':'%s','Effect':'Allow','Action':'ecs:*','Resource':'*'}]}"
                        .replace('\'', '"');
        var longest = shell.formatted("x".repeat(AwsRole.MAX_SESSION_POLICY - shell.length() + 2));
        assertEquals(AwsRole.MAX_SESSION_POLICY, longest.length());

        var narrowed = session("maintenance", longest);
        assertTrue(
                Evaluator.decide(narrowed, Request.of("ecs:UpdateService", "*")).allowed());
        assertEquals(
                false,
                Evaluator.decide(narrowed, Request.of("ec2:RebootInstances", "*"))
                        .allowed());
        var refused = assertThrows(LandfallException.class, () -> role("maintenance", null, longest + " "));
        assertEquals(ErrorKind.LIMIT, refused.kind());
    }

    /** The session that a job of the operation has, with the policy that STS was really sent. */
    private Caller session(String operation, @Nullable String sessionPolicy) {
        try (var sts = sts(trusting())) {
            open(sts, operation, role(operation, EXTERNAL_ID, sessionPolicy)).close();
            var sent = sts.asked().getFirst();
            var caller = Caller.role(
                    String.valueOf(sent.get("RoleArn")),
                    PolicyDocument.read(policy("{'Effect':'Allow','Action':[" + ALLOWED.get(operation)
                            + ",'ec2:DescribeInstances'],'Resource':'*'}")));
            assertEquals(sessionPolicy, sent.get("Policy"));
            return sessionPolicy == null
                    ? caller
                    : caller.narrowedTo(PolicyDocument.read(String.valueOf(sent.get("Policy"))));
        }
    }

    private IdentitySession open(PlayedSts sts, String operation, AwsRole role) {
        return PlayedJob.open(
                sts.environment(), transport, InstantSource.system(), folder, new JobOperation(operation), role);
    }

    private String refusal(PlayedSts sts, String operation, AwsRole role) {
        var refused = assertThrows(LandfallException.class, () -> open(sts, operation, role));
        assertEquals(ErrorKind.FORBIDDEN, refused.kind());
        return refused.publicMessage();
    }

    private static PlayedSts sts(PolicyAccount account) {
        return PlayedSts.start(Duration.ofMinutes(15), account);
    }

    private static PolicyAccount trusting() {
        return new PolicyAccount(runner(), trust());
    }

    private static Caller runner() {
        return Caller.role(RUNNER, PolicyDocument.read(IdentityPage.runner()));
    }

    private static Map<String, PolicyDocument> trust() {
        return OPERATIONS.stream()
                .collect(Collectors.toMap(
                        JobRolesTest::arn, operation -> PolicyDocument.read(IdentityPage.trust(operation))));
    }

    private static AwsRole role(String name, @Nullable String externalId, @Nullable String sessionPolicy) {
        return new AwsRole(arn(name), externalId, sessionPolicy);
    }

    private static String arn(String name) {
        return ROLES + name;
    }

    private static String policy(String statement) {
        return ("{'Version':'2012-10-17','Statement':[" + statement + "]}").replace('\'', '"');
    }
}
