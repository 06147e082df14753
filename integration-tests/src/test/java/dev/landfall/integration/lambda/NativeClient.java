package dev.landfall.integration.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The runtime interface client's native library, unpacked once. Left to itself each process of a function unpacks it to one
 * place below {@code /tmp}, which on Lambda is its own; here one process would write what another is about to load, and that
 * one would crash.
 */
final class NativeClient {

    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeClient() {}

    /** What tells a process where it is. */
    static String option() {
        return "-D" + PROPERTY + "=" + Unpacked.LIBRARY;
    }

    private static final class Unpacked {

        private static final Path LIBRARY = unpack();

        private static Path unpack() {
            var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64") ? "aarch_64" : "x86_64";
            var name = "/jni/libaws-lambda-jni.linux-" + arch + ".so";
            try (var library =
                    com.amazonaws.services.lambda.runtime.api.client.AWSLambda.class.getResourceAsStream(name)) {
                if (library == null) {
                    throw new IllegalStateException("The runtime interface client has no " + name + ".");
                }
                var file = Files.createTempFile("landfall-runtime-client", ".so");
                Files.write(file, library.readAllBytes());
                file.toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
