package dev.landfall.stacktemplates.terraform.aws;

import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import dev.landfall.stacktemplates.terraform.InstallVariables;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What differs between installs on AWS: the account and the region beside what every cloud asks for. */
final class InstallValues {

    private InstallValues() {}

    static Map<String, Expression> of(StackModel model) {
        var target = (Target.Aws) model.target();
        var place = new LinkedHashMap<String, Expression>();
        if (target.account() != null) {
            place.put("account", Expression.text(target.account()));
        }
        if (target.region() != null) {
            place.put("region", Expression.text(target.region()));
        }
        return InstallVariables.values(model, place);
    }

    static void add(Module module) {
        var variables = module.file("variables.tf");
        variables.comment("What differs between installs: given by install.auto.tfvars, or by who calls this module.");
        InstallVariables.all("an account", place()).forEach(variable -> variable.declare(variables));
        var given = module.file("install.auto.tfvars");
        given.comment("Whose stack this is. Your own values belong into terraform.tfvars.");
        of(module.model()).forEach(given::set);
    }

    private static List<Variable> place() {
        return List.of(
                Variable.of("account", "string", "The AWS account that this is for; null for any.")
                        .withDefault(Expression.NULL)
                        .valid(
                                "var.account == null || can(regex(\"^[0-9]{12}$\", var.account))",
                                "The number of an AWS account has 12 digits."),
                Variable.of("region", "string", "The region that this is for; null for any.")
                        .withDefault(Expression.NULL));
    }
}
