package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Nearest;
import java.util.List;

/** Reads {@code runner.toml}. */
final class RunnerReader {

    private static final List<String> TYPES = List.of(
            "local",
            "aws",
            "azure",
            "gcp",
            "kubernetes",
            "aws-eks",
            "aws-ecs",
            "aws-eks-byovpc",
            "aws-ecs-byovpc",
            "azure-aks",
            "azure-acs",
            "gcp-gke");

    private RunnerReader() {}

    static RunnerSettings read(Section file) {
        var type = file.requiredText("runner_type");
        if (!type.isBlank() && !TYPES.contains(type)) {
            file.problem("runner_type", "'" + type + "' is not a type of runner" + Nearest.hint(type, TYPES));
        }
        var runner = new RunnerSettings(
                type,
                Names.environment(file),
                file.text("helm_driver").orElse(null),
                file.template("init_script_url").orElse(null),
                file.text("instance_type").orElse(null));
        file.end();
        return runner;
    }
}
