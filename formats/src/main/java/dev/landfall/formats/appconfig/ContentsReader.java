package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Placeholders;
import dev.landfall.formats.template.Places;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads texts that stand in the config itself, in a file that it names, relative to its own place, or at an address. */
final class ContentsReader {

    private static final Pattern PATH = Pattern.compile(
            "\\.{1,2}/\\S+|[\\w./-]+\\.(?:tfvars|tfvars\\.json|hcl|json|sh|bash|py|js|rb|pl|md|txt|ya?ml|rego|bicep|tf|toml)");

    private final ConfigFiles files;
    private final RemoteContents remote;
    private final Problems problems;

    ContentsReader(ConfigFiles files, RemoteContents remote, Problems problems) {
        this.files = files;
        this.remote = remote;
        this.problems = problems;
    }

    /** A text of another language, such as a policy, with the place of each of its characters. */
    record Document(ConfigValue value, Places places) {

        String text() {
            return value.value().asString();
        }
    }

    /** The document of a key or of the file or address that it names. Empty when absent or after a problem. */
    Optional<Document> document(Section section, String key) {
        var isFile = path(section, key).isPresent();
        return read(section, key).map(value -> {
            var text = value.value().asString();
            return new Document(value, isFile ? Places.of(value.at(), text) : section.placesIn(key, text));
        });
    }

    /** The text of a key, with places of the file or address that it stands in. Empty when absent or after a problem. */
    Optional<ConfigValue> read(Section section, String key) {
        var value = section.text(key).flatMap(text -> section.any(key));
        if (value.isEmpty()) {
            return value;
        }
        var text = value.get().value().stringValue();
        if (ContentAddress.isOne(text)) {
            return remote.text(section, key, text, problems).map(contents -> value(text, plain(contents)));
        }
        return PATH.matcher(text).matches() ? file(section, key, text) : value;
    }

    /** The path of the file that a key names, here or at an address, when it names one. */
    static Optional<String> path(Section section, String key) {
        return section.text(key)
                .filter(text -> PATH.matcher(text).matches() || ContentAddress.isOne(text))
                .map(text ->
                        ContentAddress.isOne(text) ? ContentAddress.parse(text).path() : text);
    }

    private Optional<ConfigValue> file(Section section, String key, String text) {
        var path = RelativePath.resolve(RelativePath.directoryOf(section.file()), text);
        if (path.isEmpty()) {
            section.problem(key, "'" + text + "' leaves the config directory.");
            return Optional.empty();
        }
        var found = candidates(section.file(), text).filter(files::contains).findFirst();
        if (found.isEmpty()) {
            section.problem(
                    key, "The file '" + path.get() + "' does not exist; paths are relative to " + section.file() + ".");
            return Optional.empty();
        }
        return files.text(found.get(), problems).map(contents -> value(found.get(), plain(contents)));
    }

    private static String plain(String contents) {
        return contents.replace("\r\n", "\n");
    }

    /** Beside the file; then where configs of Nuon may mean it: in the folder above, in the section's, in that of permissions. */
    private static Stream<String> candidates(String file, String text) {
        var directory = RelativePath.directoryOf(file);
        var section = file.substring(0, file.indexOf(directory.equals(".") ? '.' : '/'));
        var shared = section.equals("break_glass") ? "permissions" : section;
        return Stream.of(directory, RelativePath.directoryOf(directory), section, shared)
                .distinct()
                .flatMap(place -> RelativePath.resolve(place, text).stream());
    }

    private static ConfigValue value(String path, String contents) {
        var start = Location.startOf(path);
        var places = Places.of(start, contents);
        var placeholders = new TreeMap<String, Location>();
        var from = 0;
        for (var placeholder : Placeholders.in(contents)) {
            var offset = contents.indexOf(placeholder, from);
            placeholders.putIfAbsent(placeholder, places.at(offset));
            from = offset + placeholder.length();
        }
        return new ConfigValue(JsonNodeFactory.instance.stringNode(contents), start, placeholders);
    }
}
