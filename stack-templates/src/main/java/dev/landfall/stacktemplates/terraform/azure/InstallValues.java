package dev.landfall.stacktemplates.terraform.azure;

import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import dev.landfall.stacktemplates.terraform.InstallVariables;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What differs between installs on Azure: the subscription and the location beside what every cloud asks for. */
final class InstallValues {

    private InstallValues() {}

    static Map<String, Expression> of(StackModel model, Target.Azure target) {
        var place = new LinkedHashMap<String, Expression>();
        if (target.subscription() != null) {
            place.put("subscription", Expression.text(target.subscription()));
        }
        if (target.location() != null) {
            place.put("location", Expression.text(target.location()));
        }
        return InstallVariables.values(model, place);
    }

    static void add(StackModel model, Target.Azure target, Module module) {
        var variables = module.file("variables.tf");
        variables.comment("What differs between installs: given by install.auto.tfvars, or by who calls this module.");
        InstallVariables.all("a subscription", place()).forEach(variable -> variable.declare(variables));
        variables.comment("What you choose.");
        module.customer().forEach(variable -> variable.declare(variables));
        var given = module.file("install.auto.tfvars");
        given.comment("Whose stack this is. Your own values belong into terraform.tfvars.");
        of(model, target).forEach(given::set);
    }

    private static List<Variable> place() {
        return List.of(
                Variable.of("subscription", "string", "The Azure subscription that this is for; null for any.")
                        .withDefault(Expression.NULL),
                Variable.of("location", "string", "Where everything is made; null for where the resource group is.")
                        .withDefault(Expression.NULL));
    }
}
