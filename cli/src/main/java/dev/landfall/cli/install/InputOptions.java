package dev.landfall.cli.install;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Options that give values to an app's inputs. Later kinds win: file, then {@code --input}, then {@code --input-from}.
 */
final class InputOptions {

    /** Largest file that becomes one value, in bytes. */
    private static final int MAX_BYTES = 256 << 10;

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description = "Value of an input; repeat it for more. Not for sensitive ones: arguments are visible.")
    Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--input-from",
            paramLabel = "NAME=FILE",
            description = "Value of an input from a file, for sensitive ones; repeat it for more.")
    Map<String, Path> files = new LinkedHashMap<>();

    @Option(names = "--inputs-file", paramLabel = "FILE", description = "JSON object with values by name.")
    @Nullable Path inputsFile;

    /** Adds the values to an object. */
    void addTo(ObjectNode inputs, Surroundings surroundings) {
        if (inputsFile != null) {
            document(surroundings.resolve(inputsFile))
                    .properties()
                    .forEach(entry -> inputs.set(entry.getKey(), entry.getValue()));
        }
        values.forEach(inputs::put);
        files.forEach((name, file) -> inputs.put(name, text(surroundings.resolve(file))));
    }

    private static JsonNode document(Path file) {
        try {
            var document = Json.readTree(text(file).getBytes(StandardCharsets.UTF_8));
            if (document.isObject()) {
                return document;
            }
        } catch (LandfallException e) {
            throw LandfallException.invalid("The inputs file " + file + " could not be read: " + e.publicMessage());
        }
        throw LandfallException.invalid("The inputs file " + file + " is not a JSON object: {\"name\": value, …}.");
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw LandfallException.limit("The file " + file + " is larger than " + MAX_BYTES + " bytes.");
            }
            var text = Files.readString(file);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The file " + file + " could not be read as UTF-8 text; check the path.", e);
        }
    }
}
