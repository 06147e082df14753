package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.stacktemplates.aws.PhoneHomeCode;
import dev.landfall.stacktemplates.model.RunnerHost;
import java.util.ArrayList;
import java.util.List;

/**
 * The call home, by a function that CloudFormation runs when the stack is created, changed and deleted: when all else is there, and
 * before anything is taken down.
 */
final class PhoneHomePart {

    private PhoneHomePart() {}

    static void add(Parts stack) {
        var template = stack.template();
        var function = stack.named("phone-home");
        template.resource(
                "PhoneHomeLog",
                "AWS::Logs::LogGroup",
                Entries.of("LogGroupName", "/aws/lambda/" + function)
                        .with("RetentionInDays", stack.model().log().retentionDays())
                        .with("Tags", stack.tags()));
        StorePart.removed(stack, "PhoneHomeLog", "Delete");
        template.resource(
                "PhoneHomeRole",
                "AWS::IAM::Role",
                Entries.of("RoleName", function)
                        .with("Description", "Tells the control plane what the stack has")
                        .with(
                                "AssumeRolePolicyDocument",
                                Policy.serviceTrust("lambda.amazonaws.com", List.of("sts:AssumeRole"), new Entries()))
                        .with("Tags", stack.tags()));
        template.resource(
                "PhoneHomePolicy",
                "AWS::IAM::Policy",
                Entries.of("PolicyName", "log")
                        .with("Roles", List.of(Tag.ref("PhoneHomeRole")))
                        .with(
                                "PolicyDocument",
                                Policy.of(Policy.allow(
                                        "WriteItsLog",
                                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                                        Tag.attribute("PhoneHomeLog", "Arn")))));
        template.resource(
                "PhoneHomeFunction",
                "AWS::Lambda::Function",
                Entries.of("FunctionName", function)
                        .with("Runtime", PhoneHomeCode.RUNTIME)
                        .with("Handler", "index.handler")
                        .with("Role", Tag.attribute("PhoneHomeRole", "Arn"))
                        .with("Timeout", PhoneHomeCode.TIMEOUT_SECONDS)
                        .with("MemorySize", PhoneHomeCode.MEMORY_MIB)
                        .with("Code", Entries.of("ZipFile", PhoneHomeCode.forCloudFormation()))
                        .with("Tags", stack.tags()));
        template.attribute("PhoneHomeFunction", "DependsOn", List.of("PhoneHomePolicy"));
        template.resource("PhoneHome", "Custom::PhoneHome", call(stack));
        template.attribute("PhoneHome", "DependsOn", last(stack));
    }

    private static Entries call(Parts stack) {
        var model = stack.model();
        return Entries.of("ServiceToken", Tag.attribute("PhoneHomeFunction", "Arn"))
                .with("ServiceTimeout", PhoneHomeCode.TIMEOUT_SECONDS + 60)
                .with("Address", model.phoneHome().address().toString())
                .with("Audience", PhoneHomeCall.audience(model.install().id()))
                .with("Host", Tag.sub("sts.${AWS::Region}.${AWS::URLSuffix}"))
                .with("After", RolePart.policies(stack))
                .with("Statement", statement(stack));
    }

    private static Entries statement(Parts stack) {
        var statement = Entries.of("account", Tag.ref("AWS::AccountId")).with("region", Tag.ref("AWS::Region"));
        if (stack.model().host() instanceof RunnerHost.ExistingCluster) {
            statement.put("cluster", Tag.ref(ClusterPart.CLUSTER));
        } else {
            statement.put("vpc", NetworkPart.vpc(stack));
            statement.put("subnets", NetworkPart.subnets(stack));
        }
        statement
                .with("runnerRole", Tag.attribute(RunnerRolePart.ROLE, "Arn"))
                .with("roles", RolePart.arns(stack))
                .with("secrets", SecretPart.arns(stack))
                .with("inputs", InputPart.values(stack))
                .with("stateBucket", Tag.ref(StorePart.BUCKET))
                .with("stateKey", Tag.attribute(StorePart.KEY, "Arn"))
                .with("planKey", Tag.ref(StorePart.PLAN_KEY))
                .with("logGroup", Tag.ref(StorePart.LOG));
        if (!stack.model().nested().isEmpty()) {
            statement.put("nestedStacks", NestedPart.ids(stack));
        }
        var outputs = NestedPart.outputs(stack);
        if (!outputs.isEmpty()) {
            statement.put("nestedOutputs", outputs);
        }
        return statement.with("runnerEnabled", Tag.ref(SwitchPart.PARAMETER));
    }

    /** What must be there before anything of others is made. */
    static List<String> last(Parts stack) {
        var before = new ArrayList<String>();
        before.add("RunnerPolicy");
        stack.template().resourceNames().stream()
                .filter(name -> name.equals("RunnerGroup") || name.equals("RunnerService"))
                .forEach(before::add);
        return before;
    }
}
