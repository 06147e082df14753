package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.protocol.json.Json;
import dev.landfall.stacktemplates.aws.Words;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.Permission.AwsManagedPolicy;
import dev.landfall.stacktemplates.model.Permission.AwsPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One role per operation, each behind its own parameter. */
final class RolePart {

    private RolePart() {}

    static void addParameters(Parts stack) {
        var roles = stack.model().roles();
        var group = roles.isEmpty() ? List.of() : stack.template().group("What the vendor may do");
        for (var role : roles) {
            var parameter = parameter(stack, role);
            stack.template()
                    .parameter(
                            group,
                            parameter,
                            role.title(),
                            Entries.of("Type", "String")
                                    .with("Default", String.valueOf(role.enabledByDefault()))
                                    .with("AllowedValues", List.of("true", "false"))
                                    .with("Description", Words.description(role.description())));
            stack.template().condition(condition(stack, role), Tag.equal(Tag.ref(parameter), "true"));
        }
    }

    static void addRoles(Parts stack) {
        stack.model().roles().forEach(role -> addRole(stack, role));
    }

    /** By the vendor's names, the ARNs of the roles that are switched on. */
    static Entries arns(Parts stack) {
        var arns = new Entries();
        for (var role : stack.model().roles()) {
            arns.put(
                    role.name(),
                    Tag.choose(condition(stack, role), Tag.attribute(id(stack, role), "Arn"), Tag.NO_VALUE));
        }
        return arns;
    }

    private static void addRole(Parts stack, OperationRole role) {
        var template = stack.template();
        var id = id(stack, role);
        var condition = condition(stack, role);
        var properties = Entries.of("RoleName", stack.named(role.name()))
                .with("Description", Words.roleDescription(role.title()))
                .with("AssumeRolePolicyDocument", OperationTrust.of(stack, role));
        var boundary = role.boundary();
        if (boundary != null) {
            var name = id + "Boundary";
            template.resource(
                    name,
                    "AWS::IAM::ManagedPolicy",
                    condition,
                    Entries.of("ManagedPolicyName", stack.named(role.name() + "-boundary"))
                            .with("PolicyDocument", document(boundary)));
            properties.put("PermissionsBoundary", Tag.ref(name));
        }
        var managed = new ArrayList<Object>();
        managed.add(Tag.ref(StorePart.STATE_POLICY));
        role.permissions().stream()
                .filter(AwsManagedPolicy.class::isInstance)
                .map(RolePart::arn)
                .forEach(managed::add);
        properties.put("ManagedPolicyArns", managed);
        template.resource(id, "AWS::IAM::Role", condition, properties.with("Tags", stack.tags()));
        int number = 0;
        for (var permission : role.permissions()) {
            if (permission instanceof AwsPolicy policy) {
                addPolicy(template, id, "Policy" + ++number, policy.name(), condition, document(policy.document()));
            }
        }
    }

    private static void addPolicy(
            Template template, String role, String suffix, String name, String condition, Object document) {
        template.resource(
                role + suffix,
                "AWS::IAM::Policy",
                condition,
                Entries.of("PolicyName", name)
                        .with("Roles", List.of(Tag.ref(role)))
                        .with("PolicyDocument", document));
    }

    private static Object arn(Permission permission) {
        var name = ((AwsManagedPolicy) permission).name();
        return name.startsWith("arn:") ? name : Tag.sub("arn:${AWS::Partition}:iam::aws:policy/" + name);
    }

    private static Object document(String json) {
        return VendorJson.tree(Json.readTree(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String parameter(Parts stack, OperationRole role) {
        return id(stack, role) + "Enabled";
    }

    private static String condition(Parts stack, OperationRole role) {
        return id(stack, role) + "On";
    }

    static String id(Parts stack, OperationRole role) {
        return stack.names().of("Role", role.name(), role.at());
    }

    /** The policies of the roles that are switched on: what must be there before the control plane is told. */
    static List<Object> policies(Parts stack) {
        var made = new ArrayList<Object>();
        for (var role : stack.model().roles()) {
            long own = role.permissions().stream()
                    .filter(AwsPolicy.class::isInstance)
                    .count();
            for (int number = 1; number <= own; number++) {
                var policy = Tag.ref(id(stack, role) + "Policy" + number);
                made.add(Tag.choose(condition(stack, role), policy, Tag.NO_VALUE));
            }
        }
        return made;
    }
}
