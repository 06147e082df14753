package dev.landfall.stacktemplates.terraform;

import dev.landfall.stacktemplates.hcl.Body;
import java.util.List;
import java.util.stream.Collectors;

/** Variables of a module as its README tells them. */
public final class VariableTable {

    private VariableTable() {}

    /** Rows of a table in Markdown with four columns: name, type, default, description. */
    public static String rows(List<Variable> variables) {
        return variables.stream().map(VariableTable::row).collect(Collectors.joining());
    }

    /** Lines of the shell that set the secrets without which the module cannot be applied. */
    public static String neededSecrets(List<Variable> variables) {
        return variables.stream()
                .filter(variable -> variable.secret() && variable.isRequired())
                .map(variable -> "export TF_VAR_" + variable.name() + "=…\n")
                .collect(Collectors.joining());
    }

    private static String row(Variable variable) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(variable.name(), variable.type(), absent(variable), cell(variable.description()));
    }

    private static String absent(Variable variable) {
        var value = variable.defaultValue();
        if (value == null) {
            return "**asked for**";
        }
        var text = new Body().set("v", value).text().substring("v = ".length()).strip();
        return text.equals("null") ? "nothing" : "`" + cell(text).replace("`", "'") + "`";
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
