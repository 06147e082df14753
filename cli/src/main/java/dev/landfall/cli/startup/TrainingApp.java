package dev.landfall.cli.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small app config and an install's file for each cloud, for the training of commands that read them. */
final class TrainingApp {

    private static final Map<String, String> CONFIG = Map.of(
            "metadata.toml",
            "version = \"v2\"\ndisplay_name = \"Training\"\ndescription = \"Trained.\"\n",
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
            """);

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

            [host]
            kind = "vm"

            [runner]
            version = "0.3.1"
            archive = "https://releases.example.com/landfall.tar.gz"
            sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            """;

    /** What differs between clouds. */
    private record Cloud(String name, String stack, String policy, String account, List<String> formats) {}

    private static final Cloud AWS =
            new Cloud("aws", "aws-cloudformation", """
            contents = '''
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ec2:*", "rds:*"], "Resource": "*"}]}
            '''
            """, """

            [aws]
            account = "123456789012"
            region = "eu-central-1"
            """, List.of("cloudformation", "terraform"));

    private static final Cloud AZURE =
            new Cloud("azure", "azure-bicep", """
            azure_actions = ["Microsoft.Storage/storageAccounts/*"]
            """, """

            [azure]
            subscription = "11111111-2222-3333-4444-555555555555"
            location = "westeurope"
            """, List.of("bicep", "arm", "terraform"));

    private TrainingApp() {}

    /** Writes these into an empty folder, and answers the commands that read them there. */
    static List<List<String>> commands(Path folder) throws IOException {
        var commands = new ArrayList<List<String>>();
        for (var cloud : List.of(AWS, AZURE)) {
            var own = folder.resolve(cloud.name());
            var app = write(cloud, own.resolve("app"));
            var install = Files.writeString(own.resolve("install.toml"), INSTALL + cloud.account());
            commands.add(List.of("app", "validate", app.toString()));
            cloud.formats().forEach(format -> commands.add(render(app, install, format, own.resolve(format))));
        }
        return commands;
    }

    private static Path write(Cloud cloud, Path app) throws IOException {
        for (var file : CONFIG.entrySet()) {
            write(app.resolve(file.getKey()), file.getValue());
        }
        write(app.resolve("runner.toml"), "runner_type = \"" + cloud.name() + "\"\n");
        write(app.resolve("stack.toml"), stack(cloud));
        for (var operation : List.of("provision", "maintenance", "deprovision")) {
            write(app.resolve("permissions/" + operation + ".toml"), role(operation) + cloud.policy());
        }
        return app;
    }

    private static String stack(Cloud cloud) {
        return """
                type = "%s"
                name = "t-{{.nuon.install.name}}"
                description = "Trained."
                """.formatted(cloud.stack());
    }

    /** Without what its policy says. */
    private static String role(String operation) {
        return """
                type = "%1$s"
                name = "{{.nuon.install.id}}-%1$s"
                display_name = "%1$s"
                description = "Trained."

                [[policies]]
                name = "app"
                """.formatted(operation);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> render(Path app, Path install, String format, Path out) {
        return List.of(
                "stack",
                "render",
                app.toString(),
                "--install",
                install.toString(),
                "--format",
                format,
                "--out",
                out.toString());
    }
}
