package dev.landfall.integration.bench;

import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long a vendor waits for a large app config to be checked, and for a stack to be rendered, each as a process. */
final class AppConfigs implements Measurement {

    private static final int FILES = 600;
    private static final int TIMES_MORE = 10;
    private static final int RUNS = 9;
    private static final int LONG_RUNS = 3;

    private static final String VAR_FILE = """

            [[var_file]]
            contents = '''
            name   = "{{.nuon.install.name}}"
            region = "{{.nuon.inputs.inputs.region}}"
            zones  = ["a", "b"]
            tags   = { team = "shop", size = 3 }
            '''
            """;

    @Override
    public String name() {
        return "app configs";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var few = config(folder.resolve("few"), FILES, "");
        var withTexts = config(folder.resolve("texts"), FILES, VAR_FILE);
        var many = config(folder.resolve("many"), FILES * TIMES_MORE, "");
        var checked = runs(folder, RUNS, "app", "validate", few.toString());
        var checkedTexts = runs(folder, RUNS, "app", "validate", withTexts.toString());
        var checkedMany = runs(folder, LONG_RUNS, "app", "validate", many.toString());
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var baseline = "java -version: "
                + Figure.number(
                        runs(folder, List.of(java, "-version"), RUNS).times().p50()) + " ms";
        return List.of(
                new Figure(
                        "app validate of " + FILES + " files, p50",
                        checked.times().p50(),
                        "ms",
                        new Figure.AtMost(1_500),
                        baseline),
                new Figure(
                        "app validate of " + FILES + " files, most memory",
                        checked.mostMib(),
                        "MiB RSS",
                        new Figure.AtMost(200),
                        "of " + FILES * TIMES_MORE + " files: " + Figure.number(checkedMany.mostMib()) + " MiB"),
                new Figure(
                        "app validate of " + FILES + " files, each with HCL, p50",
                        checkedTexts.times().p50(),
                        "ms",
                        new Figure.AtMost(1_500),
                        "most memory: " + Figure.number(checkedTexts.mostMib()) + " MiB"),
                new Figure(
                        "app validate of " + FILES * TIMES_MORE + " files, of the time of " + FILES,
                        checkedMany.times().p50() / checked.times().p50(),
                        "times",
                        new Figure.AtMost(TIMES_MORE * 1.3),
                        "p50 " + Figure.number(checkedMany.times().p50()) + " ms"),
                stack(folder, "cloudformation", "ec2", baseline),
                stack(folder, "terraform", "ec2", baseline),
                stack(folder, "bicep", "azure", baseline),
                stack(folder, "arm", "azure", baseline));
    }

    private static Figure stack(Path folder, String format, String example, String baseline) throws Exception {
        var stacks = Checkout.root().resolve("examples/stacks");
        var rendered = runs(
                folder,
                RUNS,
                "stack",
                "render",
                stacks.resolve(example).toString(),
                "--install",
                stacks.resolve(example + ".toml").toString(),
                "--format",
                format,
                "--out",
                folder.resolve(format).toString());
        return new Figure(
                "stack render, " + format + ", p50", rendered.times().p50(), "ms", new Figure.AtMost(600), baseline);
    }

    /**
     * Runs of one command.
     *
     * @param mostMib of all of them
     */
    private record Runs(Samples times, double mostMib) {}

    private static Runs runs(Path folder, int count, String... arguments) throws Exception {
        var command =
                new ArrayList<>(List.of(Checkout.root().resolve("landfall").toString()));
        command.addAll(List.of(arguments));
        return runs(folder, command, count);
    }

    private static Runs runs(Path folder, List<String> command, int count) throws Exception {
        var samples = new Samples();
        double most = 0;
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            try (var process = LandfallProcess.start(folder, Map.of(), command)) {
                most = Math.max(most, process.mostResidentMib());
                process.succeed();
                samples.add(System.nanoTime() - start);
            }
        }
        return new Runs(samples, most);
    }

    /** One file for each component, which ends with this text, a tenth of them leaning on others, and a few inputs. */
    private static Path config(Path folder, int files, String end) throws IOException {
        Files.createDirectories(folder.resolve("components"));
        Files.createDirectories(folder.resolve("modules/part"));
        Files.writeString(folder.resolve("modules/part/main.tf"), "variable \"name\" {}\n");
        Files.writeString(folder.resolve("metadata.toml"), "version = \"v1\"\ndisplay_name = \"Many\"\n");
        Files.writeString(folder.resolve("inputs.toml"), """
                [[input]]
                name     = "region"
                required = true
                """);
        for (int i = 0; i < files - 2; i++) {
            var before = i % 10 == 9 ? "base = \"{{.nuon.components.part-" + (i - 1) + ".outputs.id}}\"\n" : "";
            Files.writeString(folder.resolve("components/part-" + i + ".toml"), """
                    name      = "part-%d"
                    type      = "terraform_module"
                    directory = "modules/part"

                    [vars]
                    name = "{{.nuon.install.name}}-%d"
                    region = "{{.nuon.inputs.inputs.region}}"
                    %s%s""".formatted(i, i, before, end));
        }
        return folder;
    }
}
