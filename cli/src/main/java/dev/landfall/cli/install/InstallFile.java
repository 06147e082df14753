package dev.landfall.cli.install;

import dev.landfall.cli.app.AppDirectory;
import dev.landfall.cli.settings.Surroundings;
import dev.landfall.formats.appconfig.InstallDefinition;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * An install as code: {@code installs/NAME.toml} of an app config directory. The whole directory is read, so that its
 * values are checked against the app's inputs.
 */
final class InstallFile {

    private static final String FOLDER = "installs";

    private final String app;
    private final InstallDefinition definition;

    private InstallFile(String app, InstallDefinition definition) {
        this.app = app;
        this.definition = definition;
    }

    /**
     * @throws LandfallException INVALID when it is no install file, or the directory has problems
     */
    static InstallFile read(Path file, Surroundings surroundings) {
        var folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || folder.getParent() == null || !folder.endsWith(FOLDER)) {
            throw LandfallException.invalid("'" + file + "' is not an install file: those are in the folder " + FOLDER
                    + "/ of an app config directory.");
        }
        var directory = AppDirectory.locked(folder.getParent(), surroundings);
        var path = FOLDER + "/" + file.getFileName();
        return directory.config().installs().stream()
                .filter(definition -> definition.at().file().equals(path))
                .findFirst()
                .map(definition -> new InstallFile(directory.defaultName(), definition))
                .orElseThrow(() -> LandfallException.invalid("There is no install file '" + file + "'."));
    }

    /** The API's request; the app is the one that is named like the directory. */
    ObjectNode body() {
        var body = Json.mapper().createObjectNode().put("app", app).put("name", definition.name());
        body.put(
                "approval",
                definition.approval().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var inputs = body.putObject("inputs");
        definition.inputs().forEach(inputs::set);
        return body;
    }
}
