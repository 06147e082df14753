package dev.landfall.cli.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small app config and an install's file, for the training of commands that read them. */
final class TrainingApp {

    private static final String ROLE = """
            type = "%1$s"
            name = "{{.nuon.install.id}}-%1$s"
            display_name = "%1$s"
            description = "Trained."

            [[policies]]
            name = "app"
            contents = '''
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ec2:*", "rds:*"], "Resource": "*"}]}
            '''
            """;

    private static final Map<String, String> CONFIG = Map.of(
            "metadata.toml",
            "version = \"v2\"\ndisplay_name = \"Training\"\ndescription = \"Trained.\"\n",
            "runner.toml",
            "runner_type = \"aws\"\n",
            "stack.toml",
            "type = \"aws-cloudformation\"\nname = \"t-{{.nuon.install.name}}\"\ndescription = \"Trained.\"\n",
            "inputs.toml",
            """
            [[group]]
            name = "size"
            display_name = "Size"
            description = "How much."

            [[input]]
            name = "machines"
            display_name = "Machines"
            description = "How many."
            group = "size"
            type = "number"
            default = 2
            user_configurable = true
            """,
            "sandbox.toml",
            """
            terraform_version = "1.11.4"
            directory = "sandbox"

            [[var_file]]
            contents = '''
            size  = "small"
            zones = ["a", "b"]
            tags  = { team = "shop" }
            '''
            """,
            "sandbox/main.tf",
            "variable \"size\" {}\n",
            "secrets.toml",
            """
            [[secret]]
            name = "key"
            display_name = "Key"
            description = "A key."
            required = true
            """,
            "permissions/provision.toml",
            ROLE.formatted("provision"),
            "permissions/maintenance.toml",
            ROLE.formatted("maintenance"),
            "permissions/deprovision.toml",
            ROLE.formatted("deprovision"));

    private static final String INSTALL = """
            name = "training"
            vendor = "Training"

            [install]
            id = "in_0123456789abcdef"
            name = "training"

            [control_plane]
            address = "https://landfall.example.com"
            pool = "pool_0001"
            root_key = '{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}'

            [aws]
            account = "123456789012"
            region = "eu-central-1"

            [host]
            kind = "vm"

            [runner]
            version = "0.3.1"
            archive = "https://releases.example.com/landfall.tar.gz"
            sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            """;

    private TrainingApp() {}

    /** Writes both into an empty folder, and answers the commands that read them there. */
    static List<List<String>> commands(Path folder) throws IOException {
        var app = folder.resolve("app");
        for (var file : CONFIG.entrySet()) {
            var path = app.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        var install = Files.writeString(folder.resolve("install.toml"), INSTALL).toString();
        var out = folder.resolve("stack").toString();
        return List.of(
                List.of("app", "validate", app.toString()),
                List.of(
                        "stack",
                        "render",
                        app.toString(),
                        "--install",
                        install,
                        "--out",
                        out,
                        "--format",
                        "cloudformation"));
    }
}
