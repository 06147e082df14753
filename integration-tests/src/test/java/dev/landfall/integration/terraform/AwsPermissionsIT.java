package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.integration.iam.Caller;
import dev.landfall.integration.iam.Evaluator;
import dev.landfall.integration.iam.PolicyDocument;
import dev.landfall.integration.iam.Request;
import dev.landfall.integration.iam.Target;
import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the roles of the AWS modules may do and what not, by the policies that would be sent to AWS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsPermissionsIT {

    private static final String ACCOUNT = "123456789012";
    private static final String OPERATION = "arn:aws:iam::123456789012:role/acme-maintenance";
    private static final String RUNNER = "arn:aws:iam::123456789012:role/landfall-runners-runner";
    private static final String PLAN_KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:plan-key-AbCdEf";
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:landfall-pool-0001";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Terraform terraform;
    private Applied applied;

    @BeforeAll
    void applyTheExample(@TempDir Path empty) {
        terraform = Terraform.in(empty);
        applied = Applied.of(
                terraform,
                "examples/aws-complete",
                List.of(
                        "package=main.tf",
                        "region=eu-central-1",
                        "root_key={\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\"}",
                        "signing_certificate=certificate",
                        "pool=pool_0001",
                        "subnets=[\"subnet-0123456789abcdef0\"]",
                        "operation_roles=[\"" + OPERATION + "\"]",
                        "plan_key_secret=" + PLAN_KEY,
                        "runner_package={url=\"https://example.com/landfall.tar.gz\",sha256=\"" + "0".repeat(64)
                                + "\"}"));
    }

    @AfterAll
    void stop() {
        if (terraform != null) {
            terraform.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dynamodb:GetItem, arn:aws:dynamodb:eu-central-1:123456789012:table/landfall, true",
        "dynamodb:DeleteItem, arn:aws:dynamodb:eu-central-1:123456789012:table/landfall, true",
        "dynamodb:GetItem, arn:aws:dynamodb:eu-central-1:123456789012:table/other, false",
        "dynamodb:Scan, arn:aws:dynamodb:eu-central-1:123456789012:table/landfall, false",
        "dynamodb:DeleteTable, arn:aws:dynamodb:eu-central-1:123456789012:table/landfall, false",
        "s3:PutObject, arn:aws:s3:::landfall-123456789012-eu-central-1/app/1, true",
        "s3:ListBucket, arn:aws:s3:::landfall-123456789012-eu-central-1, true",
        "s3:GetObject, arn:aws:s3:::another-bucket/app/1, false",
        "s3:PutBucketPolicy, arn:aws:s3:::landfall-123456789012-eu-central-1, false",
        "sqs:CreateQueue, arn:aws:sqs:eu-central-1:123456789012:landfall-pool-0001, true",
        "sqs:ReceiveMessage, arn:aws:sqs:eu-central-1:123456789012:landfall-events, true",
        "sqs:ChangeMessageVisibility, arn:aws:sqs:eu-central-1:123456789012:landfall-pool-0001-dead, true",
        "sqs:SendMessage, arn:aws:sqs:eu-central-1:123456789012:payments, false",
        "sqs:SendMessage, arn:aws:sqs:eu-central-1:999999999999:landfall-events, false",
        "sqs:DeleteQueue, arn:aws:sqs:eu-central-1:123456789012:landfall-events, false",
        "sqs:PurgeQueue, arn:aws:sqs:eu-central-1:123456789012:landfall-events, false",
        "kms:Sign, arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555, true",
        "kms:Sign, arn:aws:kms:eu-central-1:123456789012:key/99999999-2222-3333-4444-555555555555, false",
        "kms:ScheduleKeyDeletion, arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555, false",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:landfall/org/a.key-AbCdEf, true",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:payroll/a.key-AbCdEf, false",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:landfall2/a.key-AbCdEf, false",
        "secretsmanager:PutResourcePolicy, arn:aws:secretsmanager:eu-central-1:123456789012:secret:landfall/org/a.key-AbCdEf, false",
        "secretsmanager:ListSecrets, *, true",
        "logs:PutLogEvents, arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/landfall-http:log-stream:1, true",
        "logs:PutLogEvents, arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/other:log-stream:1, false",
        "logs:CreateLogGroup, arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/landfall-http, false",
        "iam:PassRole, arn:aws:iam::123456789012:role/landfall-function, false",
        "lambda:UpdateFunctionCode, arn:aws:lambda:eu-central-1:123456789012:function:landfall-http, false",
    })
    void theFunctionMayDoWhatItsCodeDoes(String action, String resource, boolean allowed) {
        assertDecided(allowed, function(), Request.of(action, resource), Target.in(ACCOUNT));
    }

    /** Every permission that the code's messages name is given, and none besides but what Lambda itself needs. */
    @Test
    void theFunctionsPolicyHasExactlyThePermissionsThatTheCodeNames() throws IOException {
        var given = new TreeSet<String>();
        var policy = applied.text("module.control_plane.aws_iam_role_policy.function", "policy");
        var named = Pattern.compile("\"([a-z0-9]+:[A-Z]\\w+)\"").matcher(policy);
        while (named.find()) {
            given.add(named.group(1));
        }
        given.removeAll(Set.of("logs:CreateLogStream", "logs:PutLogEvents"));
        assertEquals(permissionsOfTheCode(), given);
    }

    @ParameterizedTest
    @CsvSource({
        "sqs:ReceiveMessage, landfall-pool-0001, true",
        "sqs:DeleteMessage, landfall-pool-0001, true",
        "sqs:ChangeMessageVisibility, landfall-pool-0001, true",
        "sqs:ReceiveMessage, landfall-pool-0002, false",
        "sqs:ReceiveMessage, landfall-pool-0001-dead, false",
        "sqs:ReceiveMessage, landfall-events, false",
        "sqs:SendMessage, landfall-pool-0001, false",
        "sqs:SetQueueAttributes, landfall-pool-0001, false",
        "sqs:PurgeQueue, landfall-pool-0001, false",
        "dynamodb:GetItem, landfall-pool-0001, false",
    })
    void aLentSessionMayReceiveFromItsOneQueue(String action, String queue, boolean allowed) {
        var request = Request.of(action, QUEUE.replace("landfall-pool-0001", queue))
                .with("aws:CurrentTime", NOW.plusSeconds(60).toString());
        assertDecided(allowed, lent(), request, Target.in(ACCOUNT));
    }

    @Test
    void aLentSessionEndsWhenItIsToldToThoughStsGivesItLonger() {
        var receive = Request.of("sqs:ReceiveMessage", QUEUE);
        var last = NOW.plus(Duration.ofMinutes(5));
        assertDecided(
                true,
                lent(),
                receive.with("aws:CurrentTime", last.minusSeconds(1).toString()),
                Target.in(ACCOUNT));
        assertDecided(false, lent(), receive.with("aws:CurrentTime", last.toString()), Target.in(ACCOUNT));
    }

    @Test
    void theRoleThatIsLentMayNotTouchEventsAndDeadLettersWhateverASessionSays() {
        var role = Caller.role(
                queueRole(), applied.policy("module.control_plane.aws_iam_role_policy.queue_lending", "policy"));
        for (var queue : List.of("landfall-events", "landfall-events-dead", "landfall-pool-0001-dead")) {
            var receive = Request.of("sqs:ReceiveMessage", QUEUE.replace("landfall-pool-0001", queue));
            assertDecided(false, role, receive, Target.in(ACCOUNT));
        }
    }

    @Test
    void onlyTheFunctionMayLendQueues() {
        var trust = applied.policy("module.control_plane.aws_iam_role.queue_lending", "assume_role_policy");
        var assume = Request.of("sts:AssumeRole", queueRole());
        assertDecided(true, function(), assume, Target.role(queueRole(), trust));
        assertDecided(false, runner(), assume, Target.role(queueRole(), trust));
        assertDecided(false, Caller.service("lambda.amazonaws.com"), assume, Target.role(queueRole(), trust));
        assertDecided(
                false, function(), Request.of("sts:AssumeRole", OPERATION), Target.role(OPERATION, trustOfThePage()));
    }

    @ParameterizedTest
    @CsvSource({
        "function, lambda.amazonaws.com, true",
        "function, ec2.amazonaws.com, false",
        "scheduler, scheduler.amazonaws.com, true",
        "scheduler, lambda.amazonaws.com, false",
    })
    void aRoleIsForItsOwnService(String role, String service, boolean allowed) {
        var address = "module.control_plane.aws_iam_role." + role;
        var arn = applied.text(address, "arn");
        var assume = Request.of("sts:AssumeRole", arn).with("aws:SourceAccount", ACCOUNT);
        var target = Target.role(arn, applied.policy(address, "assume_role_policy"));
        assertDecided(allowed, Caller.service(service), assume, target);
    }

    @Test
    void theSchedulerMayInvokeTheTickAlone() {
        var scheduler = Caller.role(
                "arn:aws:iam::123456789012:role/landfall-scheduler",
                applied.policy("module.control_plane.aws_iam_role_policy.scheduler", "policy"));
        var function = "arn:aws:lambda:eu-central-1:123456789012:function:landfall-";
        assertDecided(true, scheduler, Request.of("lambda:InvokeFunction", function + "tick:live"), Target.in(ACCOUNT));
        assertDecided(
                false, scheduler, Request.of("lambda:InvokeFunction", function + "bootstrap:live"), Target.in(ACCOUNT));
    }

    @Test
    void theBucketRefusesWhatDoesNotComeByTls() {
        var bucket =
                Target.withPolicy(ACCOUNT, applied.policy("module.control_plane.aws_s3_bucket_policy.blobs", "policy"));
        var get = Request.of("s3:GetObject", "arn:aws:s3:::landfall-123456789012-eu-central-1/1");
        assertDecided(true, function(), get.with("aws:SecureTransport", "true"), bucket);
        assertDecided(false, function(), get.with("aws:SecureTransport", "false"), bucket);
    }

    @ParameterizedTest
    @CsvSource({
        "autoscaling:CompleteLifecycleAction, arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/landfall-runners, true",
        "autoscaling:CompleteLifecycleAction, arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/web, false",
        "autoscaling:SetInstanceHealth, arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/landfall-runners, true",
        "autoscaling:SetInstanceHealth, arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/web, false",
        "autoscaling:SetDesiredCapacity, arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/landfall-runners, false",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:plan-key-AbCdEf, true",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:landfall/org/a.key-AbCdEf, false",
        "sqs:ReceiveMessage, arn:aws:sqs:eu-central-1:123456789012:landfall-pool-0001, false",
        "dynamodb:GetItem, arn:aws:dynamodb:eu-central-1:123456789012:table/landfall, false",
        "s3:GetObject, arn:aws:s3:::landfall-123456789012-eu-central-1/1, false",
        "lambda:InvokeFunction, arn:aws:lambda:eu-central-1:123456789012:function:landfall-bootstrap:live, false",
        "ec2:RunInstances, *, false",
        "iam:CreateUser, *, false",
    })
    void theRunnersMachineMayOnlyEndItselfAndReadThePlanKey(String action, String resource, boolean allowed) {
        assertDecided(allowed, runner(), Request.of(action, resource), Target.in(ACCOUNT));
    }

    @ParameterizedTest
    @CsvSource({"sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"})
    void theRunnerTakesAnOperationsRoleWithTagsAndSourceIdentity(String action) {
        assertDecided(true, runner(), operation().doing(action), Target.role(OPERATION, trustOfThePage()));
        assertDecided(false, function(), operation().doing(action), Target.role(OPERATION, trustOfThePage()));
    }

    @ParameterizedTest
    @CsvSource({
        "aws:RequestTag/landfall:operation, provision",
        "aws:RequestTag/landfall:install, in_other",
        "sts:ExternalId, acme-0000",
        "sts:SourceIdentity, in_other.jb_1",
    })
    void theRunnerDoesNotTakeItAsAnything(String key, String other) {
        var role = Target.role(OPERATION, trustOfThePage());
        assertDecided(false, runner(), operation().with(key, other), role);
        assertDecided(false, runner(), operation().without(key), role);
    }

    /** Trust in the whole account is not enough where the runner's own policy does not name the role. */
    @Test
    void theRunnerTakesNoRoleThatIsNotListed() {
        var admin = "arn:aws:iam::123456789012:role/admin";
        var trust = PolicyDocument.read("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":\"sts:*\"}]}");
        assertDecided(false, runner(), operation().to(admin), Target.role(admin, trust));
        assertDecided(true, runner(), operation(), Target.role(OPERATION, trust));
    }

    private Caller function() {
        return Caller.role(
                applied.text("module.control_plane.aws_iam_role.function", "arn"),
                applied.policy("module.control_plane.aws_iam_role_policy.function", "policy"));
    }

    private Caller runner() {
        return Caller.role(RUNNER, applied.policy("module.runners[0].aws_iam_role_policy.runner", "policy"));
    }

    private String queueRole() {
        return applied.text("module.control_plane.aws_iam_role.queue_lending", "arn");
    }

    private Caller lent() {
        var queue = URI.create("https://sqs.eu-central-1.amazonaws.com/123456789012/landfall-pool-0001");
        var session = SessionPolicies.ofLentQueue(queueRole(), queue, NOW, Duration.ofMinutes(5));
        return Caller.role(
                        queueRole(), applied.policy("module.control_plane.aws_iam_role_policy.queue_lending", "policy"))
                .narrowedTo(PolicyDocument.read(session));
    }

    private static Request operation() {
        return Request.of("sts:AssumeRole", OPERATION)
                .with("sts:ExternalId", "acme-7f3a")
                .with("sts:SourceIdentity", "in_0123456789abcdef.jb_7")
                .with("aws:RequestTag/landfall:install", "in_0123456789abcdef")
                .with("aws:RequestTag/landfall:operation", "maintenance");
    }

    /** The trust policy of docs/identity.md, for this example's runners. */
    private static PolicyDocument trustOfThePage() {
        try {
            var page = Files.readString(Checkout.root().resolve("docs/identity.md"));
            var start = page.indexOf("```json", page.indexOf("<!-- policy: trust -->")) + "```json".length();
            return PolicyDocument.read(page.substring(start, page.indexOf("```", start))
                    .replace("arn:aws:iam::123456789012:role/acme-runner", RUNNER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> permissionsOfTheCode() throws IOException {
        var permissions = new TreeSet<String>();
        var name = Pattern.compile("\\b(dynamodb|s3|sqs|kms|secretsmanager|sts):[A-Z]\\w+");
        try (Stream<Path> files = Files.walk(Checkout.root().resolve("functions-aws/src/main/java"))) {
            for (var file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".java"))::iterator) {
                // makes the table of a test; a module makes the real one
                if (!file.endsWith("RecordTable.java")) {
                    var found = name.matcher(Files.readString(file));
                    while (found.find()) {
                        permissions.add(found.group());
                    }
                }
            }
        }
        return permissions;
    }

    private static void assertDecided(boolean allowed, Caller caller, Request request, Target target) {
        var decision = Evaluator.decide(caller, request, target);
        assertEquals(allowed, decision.allowed(), () -> caller.arn() + " " + request + ": " + decision.reason());
    }
}
