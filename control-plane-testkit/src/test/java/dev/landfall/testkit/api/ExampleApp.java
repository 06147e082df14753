package dev.landfall.testkit.api;

import dev.landfall.formats.files.ConfigArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small app config directory: a sandbox, two components of which one uses the other's outputs, one action. */
final class ExampleApp {

    private final Path folder;
    private final Map<String, String> files = new LinkedHashMap<>();

    ExampleApp(Path folder) {
        this.folder = folder;
        files.put("metadata.toml", "version = \"v1\"\ndisplay_name = \"Shop\"\ndescription = \"A shop\"\n");
        files.put("inputs.toml", """
                [[group]]
                name = "general"
                display_name = "General"
                description = "All of them"

                [[input]]
                name = "region"
                display_name = "Region"
                description = "Where"
                group = "general"
                required = true

                [[input]]
                name = "size"
                display_name = "Size"
                description = "How many"
                group = "general"
                type = "number"
                default = 1

                [[input]]
                name = "password"
                display_name = "Password"
                description = "Of the database"
                group = "general"
                sensitive = true
                """);
        files.put("runner.toml", "runner_type = \"local\"\n");
        files.put(
                "sandbox.toml",
                "terraform_version = \"1.11.4\"\n" + source("sandbox")
                        + "[vars]\nregion = \"{{.nuon.inputs.inputs.region}}\"\n");
        files.put(
                "components/network.toml",
                "name = \"network\"\ntype = \"terraform_module\"\nterraform_version = \"1.11.4\"\n" + source("network")
                        + "[vars]\nzone = \"{{.nuon.sandbox.outputs.zone}}\"\nsize = \"{{.nuon.inputs.inputs.size}}\"\n");
        files.put(
                "components/service.toml",
                "name = \"service\"\ntype = \"terraform_module\"\nterraform_version = \"1.11.4\"\n" + source("service")
                        + "[vars]\nsubnet = \"{{.nuon.components.network.outputs.subnet}}\"\n"
                        + "password = \"{{.nuon.inputs.inputs.password}}\"\n");
        files.put("actions/smoke.toml", """
                name = "smoke"
                timeout = "1m"

                [[triggers]]
                type = "manual"

                [[triggers]]
                type = "post-deploy-all-components"

                [[steps]]
                name = "ask"
                command = "echo {{.nuon.components.service.outputs.url}}"
                """);
        for (String module : new String[] {"sandbox", "network", "service"}) {
            files.put("modules/" + module + "/main.tf", "# " + module + "\n");
        }
    }

    ExampleApp with(String path, String content) {
        files.put(path, content);
        return this;
    }

    byte[] archive() {
        try {
            for (var file : files.entrySet()) {
                var target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
            return ConfigArchive.pack(folder).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String source(String module) {
        return "directory = \"modules/" + module + "\"\n";
    }
}
