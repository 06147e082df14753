package dev.landfall.integration.machines;

import dev.landfall.integration.process.Checkout;
import dev.landfall.protocol.signature.EcKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code build/packages} packs from the jars of this build. */
record Packages(Path folder) {

    private static final String RELEASE_KEY = "release.jwk";
    private static final EcKeys KEY = EcKeys.generate();

    /** @throws AssertionError when the packing fails */
    static Packages in(Path folder) {
        try {
            var builder = new ProcessBuilder(
                            Checkout.root().resolve("build/packages").toString(), folder.toString())
                    .redirectErrorStream(true);
            builder.environment().put("LANDFALL_JAVA_HOME", System.getProperty("java.home"));
            var key = folder.resolveSibling(RELEASE_KEY);
            Files.writeString(key, KEY.privateJwk());
            builder.environment().put("LANDFALL_RELEASE_KEY", key.toString());
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("The packages could not be made: " + output);
            }
            return new Packages(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The private key that the packages pin the public half of. */
    Path releaseKey() {
        return folder.resolveSibling(RELEASE_KEY);
    }

    Path archive() {
        return only(".tar.gz");
    }

    Path debianPackage() {
        return only(".deb");
    }

    Path installer() {
        return folder.resolve("install.sh");
    }

    /** In the form of sha256sum. */
    String sum(Path file) {
        try {
            return Files.readAllLines(folder.resolve("SHA256SUMS")).stream()
                    .filter(line -> line.endsWith("  " + file.getFileName()))
                    .map(line -> line.substring(0, 64))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path only(String ending) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
