package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Nearest;
import java.util.ArrayList;
import java.util.List;

/** The operations that roles can be given for. */
final class Operations {

    static final List<String> OF_SANDBOX = List.of("provision", "reprovision", "deprovision");
    static final List<String> OF_COMPONENT = List.of("deploy", "teardown");
    static final List<String> OF_ACTION = List.of("trigger");

    private Operations() {}

    /** The {@code [[operation_roles]]} of a sandbox or component. */
    static List<OperationRole> roles(Section section, List<String> known, Mentions roles) {
        var read = new ArrayList<OperationRole>();
        var seen = new ArrayList<String>();
        for (var table : section.sections("operation_roles")) {
            var operation = table.requiredText("operation");
            check(table, operation, known);
            if (seen.contains(operation)) {
                table.problem("operation", "The operation '" + operation + "' is given a role twice.");
            }
            seen.add(operation);
            var role = table.requiredTemplate("role");
            roles.addRole(role, table.at("role"));
            read.add(new OperationRole(operation, role));
            table.end();
        }
        return read;
    }

    static void check(Section table, String operation, List<String> known) {
        if (!operation.isBlank() && !known.contains(operation)) {
            table.problem("operation", "'" + operation + "' is not an operation here" + Nearest.hint(operation, known));
        }
    }
}
