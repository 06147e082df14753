package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where the files of something are: {@code public_repo}, {@code connected_repo}, or {@code directory}, an addition of Landfall. */
final class SourceReader {

    private static final int MAX_TEXT = 500;

    /** With a password behind the user, or a token of GitHub or GitLab in the user's place. */
    private static final Pattern PASSWORD =
            Pattern.compile("[a-z]+://(?:[^/]*:[^/]*|(?:gh[a-z]_|github_pat_|glpat-)[^/]*)@.*");

    private static final String CHOICES =
            "one of [public_repo], [connected_repo] or directory = \"…\" (a directory of this config)";

    private final ConfigFiles files;

    SourceReader(ConfigFiles files) {
        this.files = files;
    }

    /** The source that is there; the root of the config directory after a problem. */
    ModuleSource required(Section section) {
        return read(section).orElseGet(() -> {
            section.missing("directory", "The source of the files is missing: give " + CHOICES + ".");
            return new ModuleSource.Bundled(".");
        });
    }

    /** The source, if any is given. */
    Optional<ModuleSource> read(Section section) {
        var found = new ArrayList<ModuleSource>();
        section.section("public_repo").ifPresent(repo -> found.add(repository(repo, "public_repo")));
        section.section("connected_repo").ifPresent(repo -> found.add(repository(repo, "connected_repo")));
        section.text("directory").ifPresent(directory -> found.add(bundled(section, directory)));
        if (found.size() > 1) {
            section.problemAt(section.at(), "The source of the files is given more than once; keep " + CHOICES + ".");
        }
        return given(section) && found.isEmpty()
                ? Optional.of(new ModuleSource.Bundled("."))
                : found.stream().findFirst();
    }

    private static boolean given(Section section) {
        return List.of("public_repo", "connected_repo", "directory").stream()
                        .filter(section::has)
                        .count()
                > 0;
    }

    private static ModuleSource repository(Section repo, String kind) {
        var address = repo.requiredText("repo");
        var directory = repo.text("directory").orElse(".");
        var plain = RelativePath.resolve(".", directory.isEmpty() ? "." : directory);
        var branch = repo.text("branch").filter(text -> !text.isBlank()).orElse("main");
        if (plain.isEmpty()) {
            repo.problem("directory", "'" + directory + "' leaves the repository.");
        }
        if (address.startsWith("-")
                || address.length() > MAX_TEXT
                || address.chars().anyMatch(c -> c <= ' ')) {
            repo.problem("repo", "'" + address + "' is not the address of a repository.");
        }
        if (PASSWORD.matcher(address).matches()) {
            repo.problem("repo", "The address holds a password; keep it in a secret and use a connected repository.");
        }
        if (branch.startsWith("-")
                || branch.length() > MAX_TEXT
                || branch.chars().anyMatch(c -> c <= ' ')) {
            repo.problem("branch", "'" + branch + "' is not a name of a branch.");
        }
        repo.end();
        return new ModuleSource.Repository(address, plain.orElse("."), branch, kind.equals("connected_repo"));
    }

    private ModuleSource bundled(Section section, String directory) {
        var plain = RelativePath.resolve(".", directory);
        if (plain.isEmpty()) {
            section.problem(
                    "directory",
                    "'" + directory
                            + "' is not a directory inside the config directory; write it relative to that, without '..'.");
        } else if (!files.hasDirectory(plain.get())) {
            section.problem(
                    "directory",
                    "The directory '" + plain.get() + "' does not exist in the config directory, or holds no file.");
        }
        return new ModuleSource.Bundled(plain.orElse("."));
    }
}
