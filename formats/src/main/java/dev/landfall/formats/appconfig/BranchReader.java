package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import java.util.Comparator;

/** Reads one branch of {@code branch.toml} or {@code branches/}. */
final class BranchReader {

    private static final int MAX_ORDER = 10_000;

    private final SourceReader sources;
    private final Problems problems;

    BranchReader(SourceReader sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
    }

    Branch read(Section file) {
        var unique = new Unique("install group", problems);
        var branch = new Branch(
                file.requiredText("name"),
                sources.read(file).orElse(null),
                file.sections("install_groups").stream()
                        .map(section -> group(section, unique))
                        .sorted(Comparator.comparingInt(Branch.InstallGroup::order))
                        .toList(),
                file.at("name"));
        file.end();
        return branch;
    }

    private static Branch.InstallGroup group(Section section, Unique unique) {
        var name = Names.of(section);
        unique.add(name, section.at("name"));
        var group = new Branch.InstallGroup(
                name,
                section.integer("order", 0, MAX_ORDER).orElse(0),
                section.flag("use_for_previews").orElse(false),
                section.textMap("label_selector"));
        section.end();
        return group;
    }
}
