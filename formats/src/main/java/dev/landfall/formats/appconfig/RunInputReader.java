package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import java.util.List;
import java.util.stream.Stream;

/** Reads the inputs of actions and runbooks. */
final class RunInputReader {

    private final Problems problems;

    RunInputReader(Problems problems) {
        this.problems = problems;
    }

    /** The tables of a key, {@code inputs} or {@code input}. */
    List<RunInput> read(Section file, String key) {
        var unique = new Unique("input", problems);
        return file.sections(key).stream()
                .flatMap(section -> {
                    var input = input(section);
                    return unique.add(input.name(), section.at("name")) ? Stream.of(input) : Stream.empty();
                })
                .toList();
    }

    private static RunInput input(Section section) {
        var type = InputsReader.type(section);
        var input = new RunInput(
                Names.of(section),
                type,
                section.text("display_name").orElse(null),
                section.text("description").orElse(null),
                section.flag("required").orElse(false),
                section.flag("sensitive").orElse(false),
                InputsReader.defaultValue(section, type).orElse(null));
        section.end();
        return input;
    }
}
