package dev.landfall.cli.dev;

import dev.landfall.cli.settings.ConfigFile;
import dev.landfall.cli.settings.Context;
import dev.landfall.functionslocal.host.LocalControlPlane;

/**
 * Lets other commands on this machine find a control plane that was just started: a saved context with the file of its
 * token, not the token. It becomes the current one unless a person chose another.
 */
final class DevContext {

    static final String NAME = "dev";

    private final ConfigFile file;
    private final LocalControlPlane controlPlane;

    DevContext(ConfigFile file, LocalControlPlane controlPlane) {
        this.file = file;
        this.controlPlane = controlPlane;
    }

    void save() {
        var token = controlPlane.adminTokenFile().toAbsolutePath().toString();
        var saved = file.read();
        var contexts = saved.with(NAME, new Context(controlPlane.uri().toString(), null, token));
        file.write(saved.currentName().map(contexts::using).orElse(contexts));
    }
}
