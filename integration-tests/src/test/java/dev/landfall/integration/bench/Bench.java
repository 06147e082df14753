package dev.landfall.integration.bench;

import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code Bench [--output FILE] [--only NAME]}: takes every measurement, or those whose name contains NAME, one after the
 * other, prints the table and writes the file. Exit code 1 when a measurement could not be taken; a missed target is
 * not an error.
 */
public final class Bench {

    private static final List<Measurement> ALL = List.of(
            new PickUp(),
            new Throughput(),
            new ManyWaiting(),
            new LongLog(),
            new Masking(),
            new IdleRunner(),
            new IdleControlPlane(),
            new KilledRunner(),
            new CommandLineTimes(),
            new Webhooks(),
            new SqsPickUp(),
            new AzurePickUp(),
            new IdleCloudRunners(),
            new AzureRequests(),
            new LambdaCold(),
            new LambdaWarm(),
            new AwsRequests(),
            new Scaling(),
            new AppConfigs(),
            new MachineStart());

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        var output = option(arguments, "--output");
        var only = option(arguments, "--only");
        var machine = Machine.description();
        System.out.println("Measured on: " + machine);
        var figures = new ArrayList<Figure>();
        var failures = new ArrayList<String>();
        for (var measurement : ALL) {
            if (only == null || measurement.name().contains(only)) {
                take(measurement, figures, failures);
            }
        }
        System.out.println(Table.of(figures));
        failures.forEach(System.out::println);
        if (output != null) {
            Files.write(Path.of(output), json(figures, machine));
        }
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    private static void take(Measurement measurement, List<Figure> figures, List<String> failures) {
        System.out.println("== " + measurement.name());
        try (var folder = Scratch.create()) {
            for (var figure : measurement.measure(folder.path())) {
                System.out.println("   " + figure.line());
                figures.add(figure);
            }
        } catch (Exception | AssertionError e) {
            failures.add("NOT MEASURED: " + measurement.name() + ": " + e);
            e.printStackTrace(System.out);
        }
    }

    private static byte[] json(List<Figure> figures, String machine) {
        return Json.write(figures.stream()
                .map(figure -> Map.of(
                        "name",
                        figure.name(),
                        "value",
                        figure.value(),
                        "unit",
                        figure.unit(),
                        "target",
                        figure.target().toString(),
                        "met",
                        figure.met(),
                        "baseline",
                        figure.baseline(),
                        "machine",
                        machine))
                .toList());
    }

    private static @Nullable String option(String[] arguments, String name) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return null;
    }
}
