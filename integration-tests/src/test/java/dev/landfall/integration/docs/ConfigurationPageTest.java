package dev.landfall.integration.docs;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.functionsaws.host.AwsConfig;
import dev.landfall.functionsazure.AzureConfig;
import dev.landfall.functionslocal.host.LocalConfig;
import dev.landfall.integration.process.Checkout;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.runner.config.RunnerSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Pattern VARIABLE = Pattern.compile("\"((?:LANDFALL|NO)_[A-Z_]+[A-Z])\"");
    private static final Path CLI_SETTINGS = Path.of("cli/src/main/java/dev/landfall/cli/settings");
    private static final Path LOCAL_CONFIG =
            Path.of("functions-local/src/main/java/dev/landfall/functionslocal/host/LocalConfig.java");
    private static final Path AWS_CONFIG =
            Path.of("functions-aws/src/main/java/dev/landfall/functionsaws/host/AwsConfig.java");
    private static final Path AZURE_CONFIG =
            Path.of("functions-azure/src/main/java/dev/landfall/functionsazure/AzureConfig.java");

    @Test
    void everySettingOfTheRunnerStandsOnThePageWithItsDefault() {
        var rows = rows("configuration.md", "runner");
        assertEquals(
                Arrays.stream(RunnerSetting.values())
                        .map(RunnerSetting::variable)
                        .toList(),
                rows.stream().map(row -> row.get(0)).toList());
        for (var setting : RunnerSetting.values()) {
            if (!setting.defaultValue().isEmpty()) {
                assertTrue(hasCell(rows, setting.variable(), 1, setting.defaultValue()), setting.variable());
            }
        }
    }

    @Test
    void everySettingOfTheControlPlaneStandsOnThePageWithItsDefault() {
        var rows = rows("configuration.md", "control-plane");
        var expected = variables(List.of(LOCAL_CONFIG));
        expected.add("LANDFALL_LOG_LEVEL");
        assertEquals(expected, names(rows));
        assertTrue(hasDefault(rows, "LANDFALL_HOST", LocalConfig.DEFAULT_HOST));
        assertTrue(hasDefault(rows, "LANDFALL_PORT", String.valueOf(LocalConfig.DEFAULT_PORT)));
        assertTrue(hasDefault(rows, "LANDFALL_ORG", LocalConfig.DEFAULT_ORG));
        assertTrue(hasDefault(rows, "LANDFALL_RETENTION_DAYS", String.valueOf(LocalConfig.DEFAULT_RETENTION_DAYS)));
    }

    @Test
    void everySettingOfTheFunctionsOnAwsStandsOnThePageWithItsDefault() {
        var rows = rows("configuration.md", "functions-aws");
        assertEquals(variables(List.of(AWS_CONFIG)), names(rows));
        assertTrue(hasCell(rows, "LANDFALL_QUEUE_PREFIX", 1, AwsConfig.DEFAULT_QUEUE_PREFIX));
        assertTrue(hasCell(rows, "LANDFALL_SECRET_PREFIX", 1, AwsConfig.DEFAULT_SECRET_PREFIX));
        assertTrue(hasCell(rows, "LANDFALL_BLOB_ENCRYPTION", 1, AwsConfig.DEFAULT_ENCRYPTION));
        assertTrue(hasCell(rows, "LANDFALL_RETENTION_DAYS", 1, String.valueOf(AwsConfig.DEFAULT_RETENTION_DAYS)));
    }

    @Test
    void everySettingOfTheFunctionsOnAzureStandsOnThePageWithItsDefault() {
        var rows = rows("configuration.md", "functions-azure");
        assertEquals(variables(List.of(AZURE_CONFIG)), names(rows));
        for (var name : List.of("LANDFALL_TABLE", "LANDFALL_CONTAINER", "LANDFALL_QUEUE_PREFIX")) {
            assertTrue(hasCell(rows, name, 1, AzureConfig.DEFAULT_NAME), name);
        }
        assertTrue(hasCell(rows, "LANDFALL_ORG", 1, AzureConfig.DEFAULT_ORG));
    }

    @Test
    void everySettingOfTheCommandLineStandsOnThePage() throws IOException {
        try (var sources = Files.list(Checkout.root().resolve(CLI_SETTINGS))) {
            var expected = variables(sources.toList());
            expected.remove("LANDFALL_LOG_LEVEL");
            assertEquals(expected, names(rows("configuration.md", "cli")));
        }
    }

    @Test
    void kindsOfErrorsStandOnThePageAsTheyAre() {
        var expected = Arrays.stream(ErrorKind.values())
                .map(kind -> List.of(
                        kind.name(),
                        String.valueOf(kind.httpStatus()),
                        kind.retryable() ? "yes" : "no",
                        String.valueOf(kind.exitCode())))
                .toList();
        assertEquals(
                expected,
                rows("errors.md", "kinds").stream()
                        .map(row -> row.subList(0, 4))
                        .toList());
    }

    /** Cells, without backquotes, of the table behind the comment with that name. */
    private static List<List<String>> rows(String page, String table) {
        var lines = Page.read(Checkout.root().resolve("docs").resolve(page)).prose();
        var start = lines.indexOf("<!-- " + table + " -->");
        assertTrue(start >= 0, page + " has no table " + table);
        return lines.stream()
                .skip(start + 3L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .skip(1)
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();
    }

    private static Set<String> names(List<List<String>> rows) {
        return rows.stream().map(row -> row.get(0)).collect(toCollection(TreeSet::new));
    }

    private static boolean hasDefault(List<List<String>> rows, String variable, String text) {
        return hasCell(rows, variable, 2, text);
    }

    private static boolean hasCell(List<List<String>> rows, String variable, int column, String text) {
        return rows.stream()
                .anyMatch(row -> row.get(0).equals(variable) && row.get(column).equals(text));
    }

    /** The variables that sources name. */
    private static Set<String> variables(List<Path> sources) {
        var names = new TreeSet<String>();
        for (var source : sources) {
            VARIABLE.matcher(text(Checkout.root().resolve(source)))
                    .results()
                    .forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
