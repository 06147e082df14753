package dev.landfall.integration.machines;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The packed runner once more as a later version, in a folder that is served over HTTP. */
final class NextVersion implements AutoCloseable {

    static final String VERSION = "99.0.0";

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Path folder;
    private final HttpServer server;

    private NextVersion(Path folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** @param archive of the version that is built */
    static NextVersion of(Path archive, Path folder) throws IOException {
        var platform = String.valueOf(archive.getFileName()).replaceAll(".*-(linux-[a-z0-9]+)\\.tar\\.gz", "$1");
        var name = "landfall-runner-" + VERSION + "-" + platform;
        var unpacked = Files.createDirectories(folder.resolve("unpacked").resolve(name));
        tar("-xzf", archive.toString(), "--strip-components=1", "-C", unpacked.toString());
        try (var jars = Files.list(unpacked.resolve("lib"))) {
            for (var jar : jars.filter(
                            file -> String.valueOf(file.getFileName()).matches("(landfall|runner).*"))
                    .toList()) {
                raise(jar);
            }
        }
        var served = Files.createDirectories(folder.resolve("served"));
        tar(
                "-czf",
                served.resolve(name + ".tar.gz").toString(),
                "-C",
                folder.resolve("unpacked").toString(),
                name);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var file = served.resolve(exchange.getRequestURI().getPath().substring(1));
                exchange.sendResponseHeaders(200, Files.size(file));
                Files.copy(file, exchange.getResponseBody());
            }
        });
        server.start();
        return new NextVersion(served, server);
    }

    /** Where the archive is, and where its manifest belongs. */
    Path folder() {
        return folder;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void tar(String... arguments) {
        var command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        var ended = Vendor.end(new ProcessBuilder(command));
        if (ended.exit() != 0) {
            throw new AssertionError("tar: " + ended.output());
        }
    }

    private static void raise(Path jar) throws IOException {
        var raised = jar.resolveSibling("raised.jar");
        try (var in = new ZipInputStream(Files.newInputStream(jar));
                var out = new ZipOutputStream(Files.newOutputStream(raised))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                var bytes = in.readAllBytes();
                out.write(entry.getName().equals(MANIFEST) ? raised(bytes) : bytes);
            }
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] raised(byte[] manifest) {
        return new String(manifest, StandardCharsets.UTF_8)
                .replaceAll("(?m)^Implementation-Version: .*$", "Implementation-Version: " + VERSION)
                .getBytes(StandardCharsets.UTF_8);
    }
}
