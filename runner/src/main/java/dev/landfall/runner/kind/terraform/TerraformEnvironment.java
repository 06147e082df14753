package dev.landfall.runner.kind.terraform;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.state.LoopbackState;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The variables that a Terraform process gets besides the job's base environment. */
final class TerraformEnvironment {

    private static final Map<String, String> FIXED = Map.of(
            "TF_IN_AUTOMATION", "1",
            "TF_INPUT", "0",
            "CHECKPOINT_DISABLE", "1",
            "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "1");

    private static final String BACKEND_PREFIX = "TF_HTTP_";

    private TerraformEnvironment() {}

    /**
     * @throws LandfallException INVALID when the config sets a variable that decides where state, data or plug-ins are
     */
    static void check(Map<String, String> wanted) {
        for (var name : wanted.keySet()) {
            if (name.startsWith(BACKEND_PREFIX) || isLandfalls(name)) {
                throw LandfallException.invalid("The config sets the variable " + name
                        + ", which Landfall sets itself: remove it from the config's env.");
            }
        }
    }

    static Map<String, String> of(
            Map<String, String> passed, Map<String, String> wanted, Path data, Path plugins, LoopbackState state) {
        var environment = new TreeMap<>(passed);
        environment.putAll(wanted);
        environment.putAll(FIXED);
        environment.put("TF_DATA_DIR", data.toString());
        environment.put("TF_PLUGIN_CACHE_DIR", plugins.toString());
        environment.putAll(state.environment());
        return environment;
    }

    private static boolean isLandfalls(String name) {
        return switch (name) {
            case "TF_DATA_DIR", "TF_PLUGIN_CACHE_DIR", "TF_WORKSPACE", "TF_CLI_CONFIG_FILE", "TF_INPUT" -> true;
            default -> FIXED.containsKey(name);
        };
    }
}
