package dev.landfall.runner.tool;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * Finds the programs that jobs need. A program is looked up on each call and asked for its version once, and again when
 * its file changes.
 *
 * <p>Thread-safe.
 */
public final class InstalledTools {

    private static final Pattern GIT_VERSION = Pattern.compile("git version (\\d+\\.\\d+(?:\\.\\d+)*)[^\\n]*\\s*");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?");

    private final SearchPath searchPath;
    private final Map<String, Path> pinned;
    private final VersionProbe probe;
    private final TerraformChoice choice;
    private final Map<Stamp, Tool> known = new ConcurrentHashMap<>();

    /**
     * @param path value of the {@code PATH} variable under which jobs run
     * @param choice which program runs Terraform modules
     * @param pinned absolute paths by name ({@code terraform}, {@code tofu}, {@code git}); these are not searched for
     */
    public InstalledTools(String path, TerraformChoice choice, Map<String, Path> pinned) {
        this.searchPath = new SearchPath(path);
        this.pinned = Map.copyOf(pinned);
        this.probe = new VersionProbe(path);
        this.choice = choice;
    }

    /** Everything is searched for. */
    public InstalledTools(String path, TerraformChoice choice) {
        this(path, choice, Map.of());
    }

    /**
     * Terraform or OpenTofu.
     *
     * @throws LandfallException UNAVAILABLE when there is none, or when what is there does not answer as one
     */
    public Tool terraform() {
        return choice.names().stream()
                .flatMap(name -> find(name).map(path -> known(name, path)).stream())
                .findFirst()
                .orElseThrow(() ->
                        missing(String.join(" or ", choice.names()), "install Terraform 1.5 or newer, or OpenTofu"));
    }

    /**
     * Git.
     *
     * @throws LandfallException UNAVAILABLE when there is none, or when what is there does not answer as git
     */
    public Tool git() {
        return find("git")
                .map(path -> known("git", path))
                .orElseThrow(() -> missing("git", "install git 2.30 or newer"));
    }

    /**
     * The POSIX shell; it has no version to ask for.
     *
     * @throws LandfallException UNAVAILABLE when there is none
     */
    public Tool shell() {
        return find("sh")
                .map(path -> new Tool("sh", path, "posix"))
                .orElseThrow(() -> missing("sh", "install a POSIX shell"));
    }

    /** What is usable here, version by name; programs that are missing or broken are left out. Runs each once. */
    public Map<String, String> versions() {
        var versions = new LinkedHashMap<String, String>();
        usable(this::terraform).ifPresent(tool -> versions.put(tool.name(), tool.version()));
        usable(this::git).ifPresent(tool -> versions.put(tool.name(), tool.version()));
        usable(this::shell).ifPresent(tool -> versions.put(tool.name(), tool.version()));
        return versions;
    }

    private Optional<Path> find(String name) {
        return Optional.ofNullable(pinned.get(name)).or(() -> searchPath.find(name));
    }

    private static Optional<Tool> usable(Supplier<Tool> tool) {
        try {
            return Optional.of(tool.get());
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }

    private Tool known(String name, Path path) {
        var stamp = Stamp.of(name, path);
        var tool = known.get(stamp);
        if (tool == null) {
            tool = new Tool(name, path, name.equals("git") ? gitVersion(path) : terraformVersion(path));
            known.keySet().removeIf(old -> old.path().equals(path));
            known.put(stamp, tool);
        }
        return tool;
    }

    private String gitVersion(Path path) {
        var answer = probe.ask(path, List.of("--version"));
        var matcher = GIT_VERSION.matcher(answer);
        if (!matcher.matches()) {
            throw garbage(path, answer);
        }
        return matcher.group(1);
    }

    private String terraformVersion(Path path) {
        var answer = probe.ask(path, List.of("version", "-json"));
        try {
            var version =
                    Json.mapper().readTree(answer).path("terraform_version").asString("");
            if (VERSION.matcher(version).matches()) {
                return version;
            }
        } catch (JacksonException e) {
            throw garbage(path, answer);
        }
        throw garbage(path, answer);
    }

    private static LandfallException garbage(Path path, String answer) {
        return VersionProbe.unusable(path, "answered '" + VersionProbe.excerpt(answer) + "', which is no version,");
    }

    private static LandfallException missing(String name, String what) {
        return LandfallException.unavailable(
                "No executable " + name + " is on the runner's PATH: " + what + ", then run the job again.", null);
    }

    private record Stamp(String name, Path path, FileTime modified, long bytes) {

        static Stamp of(String name, Path path) {
            try {
                return new Stamp(name, path, Files.getLastModifiedTime(path), Files.size(path));
            } catch (IOException e) {
                throw LandfallException.unavailable("'" + path + "' cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
