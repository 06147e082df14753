package dev.landfall.stacktemplates.terraform;

import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.StackName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between the installs of an app: variables of the module, whose values the vendor gives. A cloud adds those that say
 * where the stack goes.
 */
public final class InstallVariables {

    /** An address as the stack's scripts can hold it: no quote, blank, user, query or fragment. */
    private static final String ADDRESS =
            "can(regex(\"^https://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~:/@!*,;=%+-]*)?$\", var.NAME))";

    private InstallVariables() {}

    /**
     * All of them.
     *
     * @param within what no two stacks of one name can be in, such as {@code an account}
     * @param place the cloud's own
     */
    public static List<Variable> all(String within, List<Variable> place) {
        var all = new ArrayList<>(List.of(
                Variable.of("name", "string", "With what all names begin; must differ within " + within + ".")
                        .valid(
                                "can(regex(\"^[a-z][a-z0-9]*(-[a-z0-9]+)*$\", var.name)) && length(var.name) >= 3 && length(var.name)"
                                        + " <= " + StackName.MAX_LENGTH,
                                "The name has 3 to " + StackName.MAX_LENGTH
                                        + " of a-z, 0-9 and single -, a letter first."),
                Variable.of("install_id", "string", "Id of the install.")
                        .valid("can(regex(\"^[A-Za-z0-9_-]+$\", var.install_id))", "This is not the id of an install."),
                address("control_plane", "Address of the vendor's control plane."),
                address("phone_home", "Address that is told what the stack has."),
                Variable.of("pool", "string", "Pool that the runner joins.")
                        .valid("can(regex(\"^[A-Za-z0-9_-]+$\", var.pool))", "This is not the id of a pool."),
                Variable.of(
                                "root_key",
                                "string",
                                "Public root key of the control plane as a JWK, on which the runner insists.")
                        .valid(
                                "can(jsondecode(var.root_key).x) && !strcontains(var.root_key, \"'\")",
                                "The root key is a JWK in JSON.")));
        all.addAll(place);
        all.add(Variable.of(
                        "policy_file",
                        "string",
                        "Text of your policy.toml, by which the runner refuses what you do not want; null for none.")
                .withDefault(Expression.NULL));
        all.add(Variable.of("tags", "map(string)", "On everything that can have tags.")
                .withDefault(Expression.object()));
        return all;
    }

    /**
     * By the variables' names, the values of one install; what it does not say is absent.
     *
     * @param place the cloud's own
     */
    public static Map<String, Expression> values(StackModel model, Map<String, Expression> place) {
        var values = new LinkedHashMap<String, Expression>();
        values.put("name", Expression.text(model.name().value()));
        values.put("install_id", Expression.text(model.install().id().value()));
        values.put(
                "control_plane", Expression.text(model.controlPlane().address().toString()));
        values.put("phone_home", Expression.text(model.phoneHome().address().toString()));
        values.put("pool", Expression.text(model.controlPlane().pool().value()));
        values.put("root_key", Expression.text(model.controlPlane().rootKey().text()));
        values.putAll(place);
        if (model.policyFile() != null) {
            values.put("policy_file", Expression.lines(model.policyFile()));
        }
        if (!model.tags().isEmpty()) {
            values.put("tags", Expression.object(model.tags()));
        }
        return values;
    }

    private static Variable address(String name, String description) {
        return Variable.of(name, "string", description)
                .valid(ADDRESS.replace("NAME", name), "This is not an address that begins with https://.");
    }
}
