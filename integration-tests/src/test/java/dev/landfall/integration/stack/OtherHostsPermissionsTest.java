package dev.landfall.integration.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.iam.Caller;
import dev.landfall.integration.iam.Evaluator;
import dev.landfall.integration.iam.Request;
import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the roles of stacks without a machine let through, and what not: on ECS, and in an EKS cluster. */
class OtherHostsPermissionsTest {

    @ParameterizedTest(name = "{0} {1}: {2} on {3}: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ecs | ExecutionRole | ecr:BatchGetImage | * | true",
                "ecs | ExecutionRole | ecr:PutImage | * | false",
                "ecs | ExecutionRole | secretsmanager:GetSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecs-acme/plan-key-AbCdEf | true",
                "ecs | ExecutionRole | secretsmanager:GetSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecs-acme/smtp-AbCdEf | false",
                "ecs | ExecutionRole | kms:Decrypt | arn:aws:kms:eu-central-1:123456789012:key/other | false",
                "ecs | ExecutionRole | sts:AssumeRole | arn:aws:iam::123456789012:role/ecs-acme-provision | false",
                "ecs | ExecutionRole | logs:PutLogEvents |"
                        + " arn:aws:logs:eu-central-1:123456789012:log-group:/landfall/ecs-acme:log-stream:1 | true",
                "ecs | RunnerRole | sts:AssumeRole | arn:aws:iam::123456789012:role/ecs-acme-provision | true",
                "ecs | RunnerRole | sts:AssumeRole | arn:aws:iam::123456789012:role/ecs-acme-start | false",
                "ecs | RunnerRole | secretsmanager:GetSecretValue |"
                        + " arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecs-acme/plan-key-AbCdEf | true",
                "ecs | RunnerRole | autoscaling:SetInstanceHealth |"
                        + " arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/ecs-acme-runner"
                        + " | false",
                "ecs | RoleMaintenance | sqs:SendMessage | arn:aws:sqs:eu-central-1:123456789012:mailer-out | true",
                "ecs | RoleMaintenance | sqs:SendMessage | arn:aws:sqs:eu-central-1:123456789012:other | false",
                "ecs | RoleMaintenance | iam:CreateUser | * | false",
                "ecs | RoleMaintenance | s3:PutObject | arn:aws:s3:::statebucket/terraform.tfstate | true",
                "eks | RunnerRole | sts:AssumeRole | arn:aws:iam::123456789012:role/eks-acme-provision | true",
                "eks | RunnerRole | eks:DescribeCluster | * | false",
                "eks | RunnerRole | autoscaling:CompleteLifecycleAction |"
                        + " arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/eks-acme-runner"
                        + " | false",
                "eks | PhoneHomeRole | sts:AssumeRole | arn:aws:iam::123456789012:role/eks-acme-provision | false",
            })
    void aRoleMayDoWhatItIsForAndNothingElse(
            String example, String role, String action, String resource, boolean allowed) throws IOException {
        var request = Request.of(action, resource).with("aws:RequestedRegion", AppliedTemplate.REGION);
        var decision = Evaluator.decide(stack(example).role(role), request);
        assertEquals(allowed, decision.allowed(), decision.reason());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "ecs, RunnerRole, ecs-tasks.amazonaws.com, sts:AssumeRole",
        "ecs, ExecutionRole, ecs-tasks.amazonaws.com, sts:AssumeRole",
        "eks, RunnerRole, pods.eks.amazonaws.com, sts:AssumeRole",
        "eks, RunnerRole, pods.eks.amazonaws.com, sts:TagSession",
    })
    void aRoleIsForItsServiceInThisAccountAlone(String example, String role, String service, String action)
            throws IOException {
        var stack = stack(example);
        var here = Request.of(action, stack.arn(role)).with("aws:SourceAccount", AppliedTemplate.ACCOUNT);
        var elsewhere = Request.of(action, stack.arn(role)).with("aws:SourceAccount", "999988887777");

        assertTrue(allowed(Caller.service(service), here, stack, role));
        assertFalse(allowed(Caller.service(service), elsewhere, stack, role));
        assertFalse(allowed(Caller.service("ec2.amazonaws.com"), here, stack, role));
        assertFalse(allowed(stack.role("RoleProvision"), here, stack, role));
    }

    private static boolean allowed(Caller caller, Request request, AppliedTemplate stack, String role) {
        return Evaluator.decide(caller, request, stack.trust(role)).allowed();
    }

    private static AppliedTemplate stack(String example) throws IOException {
        var golden = "stack-templates/src/test/golden/cloudformation/example-" + example + "/stack.yaml";
        return AppliedTemplate.of(Files.readString(Checkout.root().resolve(golden)), Map.of());
    }
}
