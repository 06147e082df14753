package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which file of the directory belongs to which section. Every TOML file is told about if it is not read. */
final class Layout {

    private static final Set<String> SINGLE = Set.of("metadata", "sandbox", "runner", "stack", "operation_roles");
    private static final Set<String> FOLDERS_ONLY =
            Set.of("components", "actions", "input_groups", "secret_groups", "runbooks");
    private static final Set<String> SUPPORTED = Set.of(
            "operation_roles",
            "policies",
            "runbooks",
            "branches",
            "branch",
            "triggers",
            "kubernetes_contexts",
            "metadata",
            "sandbox",
            "runner",
            "stack",
            "inputs",
            "input_groups",
            "secrets",
            "secret_groups",
            "permissions",
            "break_glass",
            "components",
            "actions",
            "installs");
    static final List<String> ALL = SUPPORTED.stream().sorted().toList();

    private final Problems problems;
    private final Map<String, List<String>> filesOf = new TreeMap<>();
    private final Set<String> toldOf = new HashSet<>();

    Layout(ConfigFiles files, Problems problems) {
        this.problems = problems;
        files.paths().stream().filter(path -> path.endsWith(".toml")).forEach(this::place);
        SINGLE.forEach(this::requireOne);
        if (filesOf.isEmpty() && problems.isEmpty()) {
            problems.add(
                    Location.startOf("metadata.toml"),
                    "This is not an app config directory: it has none of " + String.join(", ", ALL) + ".");
        }
    }

    /** Sorted; empty when the section is absent. */
    List<String> filesOf(String section) {
        return filesOf.getOrDefault(section, List.of());
    }

    private void place(String path) {
        var slash = path.indexOf('/');
        var section = slash < 0 ? path.substring(0, path.length() - ".toml".length()) : path.substring(0, slash);
        if (path.endsWith("-lint.toml") || path.startsWith(".") || path.equals(SourceLock.FILE)) {
            return;
        }
        if (slash < 0 && FOLDERS_ONLY.contains(section)) {
            problems.add(
                    Location.startOf(path),
                    "This file is not read; put each of them into a file of its own in " + section + "/.");
        } else if (SUPPORTED.contains(section)) {
            filesOf.computeIfAbsent(section, name -> new ArrayList<>()).add(path);
        } else if (slash < 0) {
            unknownFile(section, path);
        } else {
            unknownFolder(section, path);
        }
    }

    private void unknownFile(String section, String path) {
        if (section.equals("installer")) {
            problems.notice(Location.startOf(path), "ignored: 'installer.toml' is not used by Landfall.");
        } else {
            problems.add(
                    Location.startOf(path),
                    "'" + section + "' is not a section of an app config" + Nearest.hint(section, ALL));
        }
    }

    /** Modules and scripts may have TOML files of their own; a folder whose name is nearly a section's is a slip. */
    private void unknownFolder(String section, String path) {
        if (!toldOf.add(section)) {
            return;
        }
        Nearest.to(section, ALL)
                .ifPresentOrElse(
                        nearest -> problems.add(
                                Location.startOf(path),
                                "'" + section + "/' is not a section of an app config; did you mean '" + nearest
                                        + "/'?"),
                        () -> problems.notice(
                                Location.startOf(path),
                                "ignored: TOML files in '" + section + "/', which is not a section of an app config."));
    }

    private void requireOne(String section) {
        var found = filesOf(section);
        for (var path : found.subList(Math.min(1, found.size()), found.size())) {
            problems.add(
                    Location.startOf(path),
                    "The section '" + section + "' is already defined in " + found.getFirst() + "; keep one file.");
        }
    }
}
