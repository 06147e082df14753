package dev.landfall.runner.isolation;

import dev.landfall.protocol.error.LandfallException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment of a command as a script for {@code sh}. Programs that still have the runner's rights never see it: variables
 * such as {@code LD_PRELOAD} would run a job's code with those.
 */
final class EnvironmentFile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Some shells do not let them be set. */
    private static final Set<String> READ_ONLY =
            Set.of("PPID", "UID", "EUID", "SHELLOPTS", "BASHOPTS", "BASH_VERSINFO");

    private EnvironmentFile() {}

    /** @throws LandfallException INVALID for a name that no shell can pass on */
    static String text(Map<String, String> environment) {
        var script = new StringBuilder();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || READ_ONLY.contains(name)) {
                throw LandfallException.invalid("The variable '" + (name.length() > 60 ? name.substring(0, 60) : name)
                        + "' cannot be passed to a job under its own user: use letters, digits and '_', and none"
                        + " that the shell keeps for itself.");
            }
            script.append("export ")
                    .append(name)
                    .append("='")
                    .append(value.replace("'", "'\\''"))
                    .append("'\n");
        });
        return script.toString();
    }
}
