package dev.landfall.integration.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LambdaPackageIT {

    private static final long MAX_BYTES = 20_000_000;

    /** One event that each of them understands. */
    private static final String EVENT = """
            {"version":"2.0","rawPath":"/healthz","requestContext":{"http":{"method":"GET"},"stage":"$default"},
             "Records":[],"org":"acme"}
            """;

    @TempDir
    private Path folder;

    @Test
    void theZipIsSmallEnough() throws Exception {
        assertTrue(Files.size(LambdaPackage.zip()) <= MAX_BYTES, Files.size(LambdaPackage.zip()) + " bytes");
    }

    @Test
    void everyHandlerStartsFromTheUnpackedZipAndSaysWhichSettingsItLacks() {
        var unpacked = LambdaPackage.unpack(folder.resolve("task"));
        for (var handler : List.of("HttpHandler", "EventsHandler", "TickHandler", "BootstrapHandler")) {
            var settings = FunctionSettings.of(
                            handler,
                            "dev.landfall.functionsaws.lambda." + handler + "::handleRequest",
                            Map.of("LAMBDA_TASK_ROOT", unpacked.task().toString()))
                    .withClassPath(LambdaPackage.runtimeClassPath())
                    .withTimeout(Duration.ofSeconds(30));
            try (var function = new Function(settings, folder.resolve(handler + ".log"))) {
                var outcome = function.invoke(EVENT.getBytes(StandardCharsets.UTF_8));
                assertEquals(1, function.environments(), function.output());
                assertTrue((outcome + function.output()).contains("LANDFALL_TABLE"), () -> outcome + function.output());
                if (handler.equals("HttpHandler")) {
                    var reply = assertInstanceOf(Outcome.Reply.class, outcome, function::output);
                    assertEquals(
                            503,
                            Json.readTree(reply.payload()).path("statusCode").asInt());
                } else {
                    assertInstanceOf(Outcome.Failure.class, outcome, function::output);
                }
            }
        }
    }
}
