package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.text;
import static dev.landfall.stacktemplates.hcl.Expression.texts;

import dev.landfall.stacktemplates.aws.Words;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.Permission.AwsManagedPolicy;
import dev.landfall.stacktemplates.model.Permission.AwsPolicy;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.ArrayList;
import java.util.List;

/** {@code roles.tf}: one role per operation, each behind its own variable. */
final class RolesFile {

    private static final String FILE = "roles.tf";
    private static final String INSTALL = "aws:RequestTag/landfall:install";
    private static final String OPERATION = "aws:RequestTag/landfall:operation";

    private RolesFile() {}

    static void add(Module module) {
        StateModule.addPolicy(module, FILE);
        module.model().roles().forEach(role -> add(module, role));
    }

    /** By the vendor's names, the ARNs of the roles; null of those that are switched off. */
    static Members arns(Module module) {
        var arns = object();
        for (var role : module.model().roles()) {
            arns = arns.with(role.name(), code("one(aws_iam_role." + word(module, role) + "[*].arn)"));
        }
        return arns;
    }

    /** Addresses of what must be there before the control plane is told. */
    static List<String> policies(Module module) {
        var all = new ArrayList<String>();
        for (var role : module.model().roles()) {
            var word = word(module, role);
            all.add("aws_iam_role_policy_attachment." + word + "_state");
            int number = 0;
            for (var permission : role.permissions()) {
                all.add(address(permission) + "." + word + "_" + ++number);
            }
        }
        return all;
    }

    private static String address(Permission permission) {
        return permission instanceof AwsPolicy ? "aws_iam_role_policy" : "aws_iam_role_policy_attachment";
    }

    private static void add(Module module, OperationRole role) {
        var word = word(module, role);
        var enabled = "enable_" + word.substring("role_".length());
        module.ask(Variable.of(enabled, "bool", role.title() + ": " + role.description())
                .withDefault(Expression.truth(role.enabledByDefault())));
        var count = code("var." + enabled + " ? 1 : 0");
        module.file(FILE).comment(role.title() + ": " + String.join(", ", role.operations()) + ".");
        var boundary = role.boundary();
        if (boundary != null) {
            module.resource(
                    FILE,
                    "aws_iam_policy",
                    word + "_boundary",
                    policy -> policy.set("count", count)
                            .gap()
                            .set("name", Module.named(role.name() + "-boundary"))
                            .set("policy", Policies.json(Policies.vendors(boundary)))
                            .set("tags", code("local.tags")));
        }
        module.resource(FILE, "aws_iam_role", word, body -> {
            body.set("count", count)
                    .gap()
                    .set("name", Module.named(role.name()))
                    .set("description", Words.roleDescription(role.title()))
                    .set("assume_role_policy", Policies.json(trust(role)));
            if (boundary != null) {
                body.set("permissions_boundary", code("aws_iam_policy." + word + "_boundary[0].arn"));
            }
            body.set("tags", code("local.tags"));
        });
        attach(module, word, count, "state", code("aws_iam_policy.state.arn"));
        int number = 0;
        for (var permission : role.permissions()) {
            var suffix = String.valueOf(++number);
            if (permission instanceof AwsPolicy policy) {
                module.resource(
                        FILE,
                        "aws_iam_role_policy",
                        word + "_" + suffix,
                        body -> body.set("count", count)
                                .gap()
                                .set("name", policy.name())
                                .set("role", code("aws_iam_role." + word + "[0].id"))
                                .set("policy", Policies.json(Policies.vendors(policy.document()))));
            } else if (permission instanceof AwsManagedPolicy managed) {
                attach(module, word, count, suffix, arn(managed.name()));
            }
        }
    }

    private static void attach(Module module, String role, Expression count, String suffix, Expression policy) {
        module.resource(
                FILE,
                "aws_iam_role_policy_attachment",
                role + "_" + suffix,
                body -> body.set("count", count)
                        .gap()
                        .set("role", code("aws_iam_role." + role + "[0].name"))
                        .set("policy_arn", policy));
    }

    private static Expression arn(String name) {
        return name.startsWith("arn:")
                ? text(name)
                : Expression.template("arn:", code("local.partition"), ":iam::aws:policy/" + name);
    }

    /**
     * The runner may take the role, for this install and this operation alone. Each action knows only its own conditions, so there is a
     * statement for each.
     */
    private static Expression trust(OperationRole role) {
        var jobs = object("sts:SourceIdentity", Expression.template(code("var.install_id"), ".jb_*"));
        return Policies.of(
                statement("sts:AssumeRole", tags(role, jobs)),
                statement("sts:TagSession", tags(role, object())),
                statement("sts:SetSourceIdentity", object("StringLike", jobs)));
    }

    private static Members tags(OperationRole role, Members like) {
        var operations = List.copyOf(role.operations());
        var wanted = operations.size() == 1 ? text(operations.getFirst()) : texts(operations);
        var equal = object(INSTALL, code("var.install_id"));
        var alike = like;
        if (operations.stream().anyMatch(operation -> operation.endsWith("*"))) {
            alike = alike.with(OPERATION, wanted);
        } else {
            equal = equal.with(OPERATION, wanted);
        }
        var conditions = object("StringEquals", equal);
        return alike.members().isEmpty() ? conditions : conditions.with("StringLike", alike);
    }

    private static Members statement(String action, Members conditions) {
        return object("Effect", "Allow")
                .with("Principal", object("AWS", code("aws_iam_role.runner.arn")))
                .with("Action", action)
                .with("Condition", conditions);
    }

    private static String word(Module module, OperationRole role) {
        return module.word("role", role.name(), role.at());
    }

    /** What the runner's own role may take, by name, so that it need not change when one is switched on or off. */
    static Expression names(Module module) {
        return Expression.tuple(module.model().roles().stream()
                .map(role -> Policies.arn("iam", false, "role/", code("var.name"), "-" + role.name()))
                .toList());
    }
}
