package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;

import dev.landfall.stacktemplates.aws.MachineScript;
import dev.landfall.stacktemplates.aws.RunnerEnvironment;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The runner's settings, in which what differs between installs is a variable. */
final class Settings {

    static final Expression POLICY = code("var.policy_file == null ? \"\" : base64encode(var.policy_file)");

    private static final Map<String, Expression> OF_THE_INSTALL = Map.of(
            "LANDFALL_RUNNER_SERVER",
            code("var.control_plane"),
            "LANDFALL_RUNNER_POOL",
            code("var.pool"),
            "LANDFALL_RUNNER_ROOT_KEY",
            code("var.root_key"),
            MachineScript.GROUP,
            Module.named("runner"));

    private Settings() {}

    static Members of(StackModel model) {
        return of(new TreeMap<>(RunnerEnvironment.of(model)));
    }

    static Members of(SortedMap<String, String> environment) {
        var settings = object();
        for (var setting : environment.entrySet()) {
            var variable = OF_THE_INSTALL.get(setting.getKey());
            settings = variable == null
                    ? settings.with(setting.getKey(), setting.getValue())
                    : settings.with(setting.getKey(), variable);
        }
        return settings;
    }
}
