package dev.landfall.stacktemplates.terraform.azure;

import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.CustomerSecret;
import dev.landfall.stacktemplates.model.OperationRole;

/** What the module's own things are called. */
final class Names {

    private Names() {}

    static String identity(OperationRole role) {
        return "role_" + word(role.name());
    }

    /** The variable that says whether there is such an identity. */
    static String enabled(OperationRole role) {
        return "enable_" + word(role.name());
    }

    static Expression onlyIfEnabled(OperationRole role) {
        return Expression.code("var." + enabled(role) + " ? 1 : 0");
    }

    /** A value of an identity that there is. */
    static Expression of(OperationRole role, String attribute) {
        return Expression.code("azurerm_user_assigned_identity." + identity(role) + "[0]." + attribute);
    }

    static String input(CustomerInput input) {
        return "input_" + word(input.name());
    }

    static String secret(CustomerSecret secret) {
        return "secret_" + word(secret.name());
    }

    private static String word(String name) {
        return name.replace('-', '_');
    }
}
