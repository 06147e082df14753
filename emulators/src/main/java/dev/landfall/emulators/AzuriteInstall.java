package dev.landfall.emulators;

import java.nio.file.Path;

/** Azurite's files. */
final class AzuriteInstall {

    private final NpmTool tool;

    private AzuriteInstall(NpmTool tool) {
        this.tool = tool;
    }

    /** Installed when this returns. */
    static AzuriteInstall installed() {
        return new AzuriteInstall(NpmTool.installed("azurite"));
    }

    /** The program that node runs. */
    Path program() {
        return tool.target().resolve("node_modules/azurite/dist/src/azurite.js");
    }

    /** What is loaded before the program. */
    Path movableClock() {
        return tool.source().resolve("movable-clock.js");
    }
}
