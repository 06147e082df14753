package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Places;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Parses one TOML 1.0 file of the directory; line ends are read as {@code \n}. */
final class TomlFile {

    /** Far more than any section needs: parsing takes seconds per MiB. */
    static final int MAX_BYTES = 256 * 1024;

    private TomlFile() {}

    /** The top level of the file. Empty after a problem: then its syntax is told and nothing else. */
    static Optional<Section> read(ConfigFiles files, String path, Problems problems) {
        var size = files.bytes(path).map(bytes -> bytes.length).orElse(0);
        if (size > MAX_BYTES) {
            problems.add(
                    Location.startOf(path),
                    "The file has " + size + " bytes; a TOML file has at most " + MAX_BYTES
                            + ". Put long texts into files of their own.");
            return Optional.empty();
        }
        return files.text(path, problems).flatMap(text -> parse(path, text.replace("\r\n", "\n"), problems));
    }

    private static Optional<Section> parse(String path, String text, Problems problems) {
        var deep = TomlDepth.firstTooDeep(text);
        if (deep >= 0) {
            problems.add(
                    Places.of(Location.startOf(path), text).at(deep),
                    "The file nests deeper than " + TomlDepth.MAX + " levels.");
            return Optional.empty();
        }
        return result(path, text, problems)
                .map(result -> new Section(new SourceText(path, text), "", result, Location.startOf(path), problems));
    }

    private static Optional<TomlParseResult> result(String path, String text, Problems problems) {
        try {
            var result = Toml.parse(text);
            result.errors().forEach(error -> addSyntax(path, error, problems));
            return Optional.of(result).filter(parsed -> !parsed.hasErrors());
        } catch (TomlParseError e) {
            // The parser returns most errors and throws some, such as a bad escape in a key.
            addSyntax(path, e, problems);
            return Optional.empty();
        }
    }

    private static void addSyntax(String path, TomlParseError error, Problems problems) {
        problems.add(place(path, error), "TOML syntax: " + error.getMessage() + ".");
    }

    private static Location place(String path, TomlParseError error) {
        return new Location(path, error.position().line(), error.position().column());
    }
}
