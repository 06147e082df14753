package dev.landfall.integration.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.JavaProcess;
import dev.landfall.integration.process.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app whose policies come from https, with the command line and a control plane as processes; the server goes after the sync. */
class AppAddressesIT {

    private static final String POLICIES = "policies.example.com";
    private static final String BOUNDARY = "https://" + POLICIES + "/v1/boundary.json";
    private static final Path EXAMPLES = Checkout.root().resolve("examples/stacks");

    @TempDir
    private Path folder;

    private final AtomicInteger commands = new AtomicInteger();

    @Test
    void versionWithContentsFromAnAddressIsWholeWithoutTheServer() throws IOException {
        var app = app();
        try (var host = LocalHost.start(folder.resolve("control-plane"))) {
            try (var gate = HttpsGate.start(folder, Map.of(POLICIES, policies()))) {
                var validated = landfall(gate.forJava(), 0, "app", "validate", app);
                assertTrue(validated.contains("Pinned 1 address in landfall.lock.toml"), validated);
                var synced = landfall(with(gate.forJava(), host), 0, "app", "sync", app, "--locked");
                assertTrue(synced.contains("Stored app ec2 version 1"), synced);
            }
            var nobody = with(Map.of(), host);
            assertTrue(landfall(nobody, 0, "app", "show", "ec2").contains("Version"));
            assertTrue(landfall(nobody, 0, "app", "sync", app, "--locked").contains("already at this content"));
            landfall(
                    nobody,
                    0,
                    "stack",
                    "render",
                    app,
                    "--install",
                    install(),
                    "--format",
                    "cloudformation",
                    "--out",
                    "out");
            var template = Files.readString(folder.resolve("out/stack.yaml"));
            assertTrue(template.contains("OnlyFromAnAddress"), template);
        }
    }

    @Test
    void nothingIsFollowedFromHttpsToHttp() throws IOException {
        try (var gate = HttpsGate.start(folder, Map.of(POLICIES, exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:9/boundary.json");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        }))) {
            var said = landfall(gate.forJava(), 2, "app", "validate", app());
            assertTrue(
                    said.contains(
                            "permissions/provision.toml:5:1: '" + BOUNDARY + "' could not be fetched: it refers to"
                                    + " an address that is not followed. It leads from https to http."),
                    said);
        }
    }

    /** The example for EC2, with the provision role's boundary at an address. */
    private String app() throws IOException {
        var target = folder.resolve("ec2");
        try (var files = Files.walk(EXAMPLES.resolve("ec2"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy =
                        target.resolve(EXAMPLES.resolve("ec2").relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        var role = target.resolve("permissions/provision.toml");
        Files.writeString(
                role,
                Files.readString(role)
                        .replaceFirst("(?m)^permissions_boundary.*$", "permissions_boundary = \"" + BOUNDARY + "\""));
        return target.toString();
    }

    private static String install() {
        return EXAMPLES.resolve("ec2.toml").toString();
    }

    private static HttpHandler policies() {
        var policy = """
                {"Version": "2012-10-17", "Statement": [{"Sid": "OnlyFromAnAddress", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
                """.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.sendResponseHeaders(200, policy.length);
            exchange.getResponseBody().write(policy);
            exchange.close();
        };
    }

    private static Map<String, String> with(Map<String, String> environment, LocalHost host) {
        var all = new HashMap<>(environment);
        all.put("LANDFALL_SERVER", host.uri().toString());
        all.put("LANDFALL_TOKEN", host.adminToken());
        return all;
    }

    private String landfall(Map<String, String> environment, int exitCode, String... arguments) {
        var all = new HashMap<>(environment);
        all.put("HOME", folder.toString());
        all.put("XDG_CACHE_HOME", "");
        all.put("CI", "");
        var output = folder.resolve("landfall-" + commands.incrementAndGet() + ".log");
        var absolute = List.of(arguments).stream()
                .map(argument -> argument.equals("out") ? folder.resolve("out").toString() : argument)
                .toList();
        try (var process = JavaProcess.start(output, all, "dev.landfall.cli.Main", absolute)) {
            var ended = process.await();
            var said = Files.readString(output);
            assertEquals(exitCode, ended, said);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
