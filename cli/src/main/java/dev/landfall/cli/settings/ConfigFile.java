package dev.landfall.cli.settings;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The saved contexts, {@code config.json} below {@code $XDG_CONFIG_HOME/landfall} or {@code ~/.config/landfall}. The
 * file may hold tokens: it is written with mode 0600, whole or not at all.
 */
public final class ConfigFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path file;

    public ConfigFile(Path file) {
        this.file = file;
    }

    /** Where it is by the variables of this run; {@code LANDFALL_CONFIG} names another file. */
    public static ConfigFile locate(Function<String, Optional<String>> variable) {
        return new ConfigFile(variable.apply("LANDFALL_CONFIG")
                .map(Path::of)
                .orElseGet(() -> folder(variable).resolve("landfall").resolve("config.json")));
    }

    public Path path() {
        return file;
    }

    /** What is saved; empty when there is no file. */
    public Contexts read() {
        if (!Files.exists(file)) {
            return new Contexts(null, Map.of());
        }
        try {
            return parse(Json.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new LandfallException(ErrorKind.INVALID, "The config file " + file + " could not be read.", e);
        } catch (LandfallException e) {
            throw new LandfallException(
                    ErrorKind.INVALID,
                    "The config file " + file + " is damaged: " + e.publicMessage() + " Repair or remove it.",
                    e);
        }
    }

    /** Replaces what is saved. */
    public void write(Contexts contexts) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            }
            var fresh =
                    Files.createTempFile(folder, "config", ".json", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(fresh, Json.writePretty(render(contexts)) + "\n", StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.UNAVAILABLE, "The config file " + file + " could not be written; check its folder.", e);
        }
    }

    /** Whether somebody else on this machine may read it. */
    public boolean readableByOthers() {
        try {
            return Files.exists(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Path folder(Function<String, Optional<String>> variable) {
        return variable.apply("XDG_CONFIG_HOME")
                .map(Path::of)
                .or(() -> variable.apply("HOME").map(home -> Path.of(home, ".config")))
                .orElseThrow(() -> LandfallException.invalid(
                        "There is no home folder to keep settings in: set HOME, XDG_CONFIG_HOME or LANDFALL_CONFIG."));
    }

    private static Contexts parse(JsonNode root) {
        var contexts = new TreeMap<String, Context>();
        root.path("contexts").properties().forEach(entry -> contexts.put(entry.getKey(), context(entry.getValue())));
        return new Contexts(text(root, "current"), contexts);
    }

    private static Context context(JsonNode node) {
        var server = text(node, "server");
        if (server == null) {
            throw LandfallException.invalid("a context has no 'server'.");
        }
        return new Context(server, text(node, "token"), text(node, "tokenFile"));
    }

    private static @Nullable String text(JsonNode node, String member) {
        var value = node.path(member);
        return value.isString() ? value.stringValue() : null;
    }

    private static JsonNode render(Contexts contexts) {
        var root = Json.mapper().createObjectNode();
        contexts.currentName().ifPresent(current -> root.put("current", current));
        var saved = root.putObject("contexts");
        contexts.byName().forEach((name, context) -> {
            var node = saved.putObject(name).put("server", context.server());
            context.tokenText().ifPresent(token -> node.put("token", token));
            if (context.tokenFile() != null) {
                node.put("tokenFile", context.tokenFile());
            }
        });
        return root;
    }
}
