package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Places;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads texts that stand in the config itself or in a file that it names, relative to its own place. */
final class ContentsReader {

    private static final Pattern PATH = Pattern.compile(
            "\\.{1,2}/\\S+|[\\w./-]+\\.(?:tfvars|tfvars\\.json|hcl|json|sh|bash|py|js|rb|pl|md|txt|ya?ml)");
    private static final Pattern REMOTE = Pattern.compile("(?:https?://|git::|s3://)\\S*");

    private final ConfigFiles files;
    private final Problems problems;

    ContentsReader(ConfigFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** The text of a key, with places of the file that it stands in. Empty when absent or after a problem. */
    Optional<ConfigValue> read(Section section, String key) {
        var value = section.text(key).flatMap(text -> section.any(key));
        if (value.isEmpty()) {
            return value;
        }
        var text = value.get().value().stringValue();
        if (REMOTE.matcher(text).matches()) {
            section.problem(
                    key,
                    "Contents from an address are not supported by this version of Landfall; put the file into the config directory.");
            return Optional.empty();
        }
        return PATH.matcher(text).matches() ? file(section, key, text) : value;
    }

    /** The file that a key names, when it names one. */
    static Optional<String> path(Section section, String key) {
        return section.text(key).filter(text -> PATH.matcher(text).matches());
    }

    private Optional<ConfigValue> file(Section section, String key, String text) {
        var path = RelativePath.resolve(RelativePath.directoryOf(section.file()), text);
        if (path.isEmpty()) {
            section.problem(key, "'" + text + "' leaves the config directory.");
            return Optional.empty();
        }
        if (!files.contains(path.get())) {
            section.problem(
                    key, "The file '" + path.get() + "' does not exist; paths are relative to " + section.file() + ".");
            return Optional.empty();
        }
        return files.text(path.get(), problems).map(contents -> value(path.get(), contents.replace("\r\n", "\n")));
    }

    private static ConfigValue value(String path, String contents) {
        var start = Location.startOf(path);
        var places = Places.of(start, contents);
        var placeholders = new TreeMap<String, Location>();
        var from = 0;
        for (var placeholder : PlaceholderTexts.in(contents)) {
            var offset = contents.indexOf(placeholder, from);
            placeholders.putIfAbsent(placeholder, places.at(offset));
            from = offset + placeholder.length();
        }
        return new ConfigValue(JsonNodeFactory.instance.stringNode(contents), start, placeholders);
    }
}
