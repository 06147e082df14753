package dev.landfall.integration.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Checkout {

    private Checkout() {}

    /** Its root folder. */
    public static Path root() {
        var named = System.getProperty("landfall.root");
        var folder = Path.of(named == null ? "" : named).toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("examples"))) {
            var parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("The tests do not run inside a checkout of Landfall.");
            }
            folder = parent;
        }
        return folder;
    }

    public static Path example(String name) {
        return root().resolve("examples").resolve(name);
    }
}
