package dev.landfall.integration.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.iam.Caller;
import dev.landfall.integration.iam.Evaluator;
import dev.landfall.integration.iam.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the roles of an install's stack let through, and what not; and that a hole in the template would be seen. */
class StackPermissionsTest {

    private static final String INSTALL = "in_0123456789abcdef";
    private static final String YAML = text();
    private static final AppliedTemplate STACK = AppliedTemplate.of(YAML, Map.of());

    @ParameterizedTest(name = "{0}: {1} on {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "RunnerRole | secretsmanager:GetSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-acme/license_key-AbCdEf | true",
                "RunnerRole | secretsmanager:GetSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-acme/plan-key-AbCdEf | true",
                "RunnerRole | secretsmanager:GetSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:other/key-AbCdEf | false",
                "RunnerRole | secretsmanager:PutSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-acme/plan-key-AbCdEf | false",
                "RunnerRole | kms:Decrypt | arn:aws:kms:eu-central-1:123456789012:key/stackkey | true",
                "RunnerRole | kms:Decrypt | arn:aws:kms:eu-central-1:123456789012:key/other | false",
                "RunnerRole | kms:ScheduleKeyDeletion | arn:aws:kms:eu-central-1:123456789012:key/stackkey | false",
                "RunnerRole | logs:PutLogEvents |"
                        + " arn:aws:logs:eu-central-1:123456789012:log-group:/landfall/shop-acme:log-stream:i-1 | true",
                "RunnerRole | logs:PutLogEvents |"
                        + " arn:aws:logs:eu-central-1:123456789012:log-group:/other:log-stream:i-1 | false",
                "RunnerRole | logs:DeleteLogGroup |"
                        + " arn:aws:logs:eu-central-1:123456789012:log-group:/landfall/shop-acme:* | false",
                "RunnerRole | autoscaling:CompleteLifecycleAction |"
                        + " arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/shop-acme-runner"
                        + " | true",
                "RunnerRole | autoscaling:CompleteLifecycleAction |"
                        + " arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/other |"
                        + " false",
                "RunnerRole | autoscaling:SetInstanceHealth |"
                        + " arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/shop-acme-runner"
                        + " | true",
                "RunnerRole | autoscaling:SetInstanceHealth |"
                        + " arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/other |"
                        + " false",
                "RunnerRole | autoscaling:UpdateAutoScalingGroup |"
                        + " arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/shop-acme-runner"
                        + " | false",
                "RunnerRole | s3:GetObject | arn:aws:s3:::statebucket/terraform.tfstate | false",
                "RunnerRole | ec2:RunInstances | * | false",
                "RunnerRole | iam:PassRole | arn:aws:iam::123456789012:role/shop-acme-provision | false",
                "RoleProvision | ec2:RunInstances | * | true",
                "RoleProvision | rds:CreateDBInstance | * | true",
                "RoleProvision | s3:PutObject | arn:aws:s3:::statebucket/terraform.tfstate | true",
                "RoleProvision | s3:PutObject | arn:aws:s3:::somebody-elses/terraform.tfstate | false",
                "RoleProvision | s3:DeleteBucket | arn:aws:s3:::statebucket | false",
                "RoleProvision | kms:GenerateDataKey | arn:aws:kms:eu-central-1:123456789012:key/stackkey | true",
                "RoleProvision | iam:CreateUser | * | false",
                "RoleProvision | dynamodb:PutItem | * | false",
                "RoleProvision | secretsmanager:GetSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-acme/plan-key-AbCdEf | false",
                "PhoneHomeRole | logs:PutLogEvents |"
                        + " arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/shop-acme-phone-home:log-stream:1"
                        + " | true",
                "PhoneHomeRole | logs:PutLogEvents |"
                        + " arn:aws:logs:eu-central-1:123456789012:log-group:/landfall/shop-acme:log-stream:1 | false",
                "PhoneHomeRole | sts:AssumeRole | arn:aws:iam::123456789012:role/shop-acme-provision | false",
                "PhoneHomeRole | secretsmanager:GetSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-acme/license_key-AbCdEf | false",
            })
    void aRoleMayDoWhatItIsForAndNothingElse(String role, String action, String resource, boolean allowed) {
        var request = Request.of(action, resource).with("aws:RequestedRegion", AppliedTemplate.REGION);
        var decision = Evaluator.decide(STACK.role(role), request);
        assertEquals(allowed, decision.allowed(), decision.reason());
    }

    @Test
    void aConditionOfTheVendorsHolds() {
        var elsewhere = Request.of("ec2:RunInstances", "*").with("aws:RequestedRegion", "us-east-1");
        assertFalse(Evaluator.decide(STACK.role("RoleProvision"), elsewhere).allowed());
    }

    @ParameterizedTest
    @CsvSource({"RoleProvision, provision", "RoleMaintenance, maintenance", "RoleDeprovision, deprovision"})
    void theRunnerTakesARoleForItsOperationAlone(String role, String operation) {
        var runner = STACK.role("RunnerRole");
        assertTrue(assumes(STACK, runner, role, INSTALL, operation, INSTALL + ".jb_1"));
        assertFalse(assumes(STACK, runner, role, "in_other", operation, INSTALL + ".jb_1"));
        assertFalse(assumes(STACK, runner, role, INSTALL, "break-glass", INSTALL + ".jb_1"));
        assertFalse(assumes(STACK, runner, role, INSTALL, operation, "in_other.jb_1"));
        assertFalse(assumes(STACK, STACK.role("PhoneHomeRole"), role, INSTALL, operation, INSTALL + ".jb_1"));
        assertFalse(assumes(STACK, STACK.role("RoleProvision"), role, INSTALL, operation, INSTALL + ".jb_1"));
    }

    @Test
    void theRunnersOwnRoleIsForItsMachineAlone() {
        var assume = Request.of("sts:AssumeRole", STACK.arn("RunnerRole"));
        var trust = STACK.trust("RunnerRole");
        assertTrue(Evaluator.decide(Caller.service("ec2.amazonaws.com"), assume, trust)
                .allowed());
        assertFalse(Evaluator.decide(Caller.service("lambda.amazonaws.com"), assume, trust)
                .allowed());
        assertFalse(Evaluator.decide(STACK.role("RoleProvision"), assume, trust).allowed());
    }

    @Test
    void anEmergencysRoleIsThereOnlyWhileItIsSwitchedOn() {
        assertFalse(STACK.makes("RoleEmergency"));
        var emergency = AppliedTemplate.of(YAML, Map.of("RoleEmergencyEnabled", "true"));
        assertTrue(emergency.makes("RoleEmergency"));
        var runner = emergency.role("RunnerRole");
        assertTrue(assumes(emergency, runner, "RoleEmergency", INSTALL, "break-glass", INSTALL + ".jb_1"));
        assertFalse(assumes(emergency, runner, "RoleEmergency", INSTALL, "maintenance", INSTALL + ".jb_1"));
    }

    @Test
    void theOffSwitchTakesTheMachineAwayAndNothingElse() {
        var off = AppliedTemplate.of(YAML, Map.of("RunnerEnabled", "false"));
        assertEquals("1", STACK.properties("RunnerGroup").get("MaxSize"));
        assertEquals("0", off.properties("RunnerGroup").get("MaxSize"));
        assertEquals("0", off.properties("RunnerGroup").get("MinSize"));
        assertTrue(off.makes("StateBucket") && off.makes("RoleProvision") && off.makes("PlanKey"));
    }

    @Test
    void aBoundaryThatIsGoneIsSeen() {
        var wide = YAML.replace("- 'ec2:*'", "- 'iam:*'");
        var holed = wide.replace("PermissionsBoundary: !Ref RoleProvisionBoundary", "Path: /");
        assertNotEquals(wide, holed);
        var request = Request.of("iam:CreateAccessKey", "*").with("aws:RequestedRegion", AppliedTemplate.REGION);
        assertFalse(allowed(wide, request));
        assertTrue(allowed(holed, request));
    }

    private static boolean allowed(String yaml, Request request) {
        var role = AppliedTemplate.of(yaml, Map.of()).role("RoleProvision");
        return Evaluator.decide(role, request).allowed();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "trust in any install | aws:RequestTag/landfall:install: in_0123456789abcdef |"
                        + " aws:RequestTag/landfall:operation: deprovision | in_other | deprovision",
                "trust in any operation | aws:RequestTag/landfall:operation: deprovision |"
                        + " aws:RequestTag/landfall:install: in_0123456789abcdef | in_0123456789abcdef | maintenance",
            })
    void aHoleInATrustIsSeen(String fault, String from, String to, String install, String operation) {
        var faulty = AppliedTemplate.of(YAML.replace(from, to), Map.of());
        var source = INSTALL + ".jb_1";
        assertFalse(assumes(STACK, STACK.role("RunnerRole"), "RoleDeprovision", install, operation, source));
        assertTrue(assumes(faulty, faulty.role("RunnerRole"), "RoleDeprovision", install, operation, source), fault);
    }

    private static boolean assumes(
            AppliedTemplate stack, Caller caller, String role, String install, String operation, String source) {
        var request = Request.of("sts:AssumeRole", stack.arn(role))
                .with("aws:RequestTag/landfall:install", install)
                .with("aws:RequestTag/landfall:operation", operation)
                .with("sts:SourceIdentity", source);
        var trust = stack.trust(role);
        return Evaluator.decide(caller, request, trust).allowed()
                && Evaluator.decide(caller, request.doing("sts:TagSession"), trust)
                        .allowed()
                && Evaluator.decide(caller, request.doing("sts:SetSourceIdentity"), trust)
                        .allowed();
    }

    private static String text() {
        try {
            return Files.readString(
                    Path.of("..", "stack-templates/src/test/golden/cloudformation/example-ec2/stack.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
