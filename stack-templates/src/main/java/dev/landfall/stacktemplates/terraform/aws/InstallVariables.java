package dev.landfall.stacktemplates.terraform.aws;

import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.StackName;
import dev.landfall.stacktemplates.model.Target;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What differs between the installs of an app: variables of the module, whose values the vendor gives. */
final class InstallVariables {

    private InstallVariables() {}

    static List<Variable> all() {
        return List.of(
                Variable.of("name", "string", "With what all names begin; must differ within an account.")
                        .valid(
                                "can(regex(\"^[a-z][a-z0-9]*(-[a-z0-9]+)*$\", var.name)) && length(var.name) >= 3 && length(var.name)"
                                        + " <= " + StackName.MAX_LENGTH,
                                "The name has 3 to " + StackName.MAX_LENGTH
                                        + " of a-z, 0-9 and single -, a letter first."),
                Variable.of("install_id", "string", "Id of the install.")
                        .valid("can(regex(\"^[A-Za-z0-9_-]+$\", var.install_id))", "This is not the id of an install."),
                Variable.of("control_plane", "string", "Address of the vendor's control plane.")
                        .valid("startswith(var.control_plane, \"https://\")", "The address begins with https://."),
                Variable.of("phone_home", "string", "Address that is told what the stack has.")
                        .valid("startswith(var.phone_home, \"https://\")", "The address begins with https://."),
                Variable.of("pool", "string", "Pool that the runner joins.")
                        .valid("can(regex(\"^[A-Za-z0-9_-]+$\", var.pool))", "This is not the id of a pool."),
                Variable.of(
                                "root_key",
                                "string",
                                "Public root key of the control plane as a JWK, on which the runner insists.")
                        .valid(
                                "can(jsondecode(var.root_key).x) && !strcontains(var.root_key, \"'\")",
                                "The root key is a JWK in JSON."),
                Variable.of("account", "string", "The AWS account that this is for; null for any.")
                        .withDefault(Expression.NULL)
                        .valid(
                                "var.account == null || can(regex(\"^[0-9]{12}$\", var.account))",
                                "The number of an AWS account has 12 digits."),
                Variable.of("region", "string", "The region that this is for; null for any.")
                        .withDefault(Expression.NULL),
                Variable.of(
                                "policy_file",
                                "string",
                                "Text of your policy.toml, by which the runner refuses what you do not want; null for"
                                        + " none.")
                        .withDefault(Expression.NULL),
                Variable.of("tags", "map(string)", "On everything that can have tags.")
                        .withDefault(Expression.object()));
    }

    /** By the variables' names, the values of one install; what it does not say is absent. */
    static Map<String, Expression> values(StackModel model) {
        var target = (Target.Aws) model.target();
        var values = new LinkedHashMap<String, Expression>();
        values.put("name", Expression.text(model.name().value()));
        values.put("install_id", Expression.text(model.install().id().value()));
        values.put(
                "control_plane", Expression.text(model.controlPlane().address().toString()));
        values.put("phone_home", Expression.text(model.phoneHome().address().toString()));
        values.put("pool", Expression.text(model.controlPlane().pool().value()));
        values.put("root_key", Expression.text(model.controlPlane().rootKey().text()));
        if (target.account() != null) {
            values.put("account", Expression.text(target.account()));
        }
        if (target.region() != null) {
            values.put("region", Expression.text(target.region()));
        }
        if (model.policyFile() != null) {
            values.put("policy_file", Expression.lines(model.policyFile()));
        }
        if (!model.tags().isEmpty()) {
            values.put("tags", Expression.object(model.tags()));
        }
        return values;
    }

    static void add(Module module) {
        var variables = module.file("variables.tf");
        variables.comment("What differs between installs: given by install.auto.tfvars, or by who calls this module.");
        all().forEach(variable -> variable.declare(variables));
        var given = module.file("install.auto.tfvars");
        given.comment("Whose stack this is. Your own values belong into terraform.tfvars.");
        values(module.model()).forEach(given::set);
    }
}
