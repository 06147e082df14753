package dev.landfall.integration.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the container image's definition, as far as they need no registry. */
final class LambdaImageIT {

    private static final byte[] EVENT = """
            {"version":"2.0","rawPath":"/healthz","requestContext":{"http":{"method":"GET"},"stage":"$default"}}
            """.getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void aFunctionStartsFromTheCacheThatTheImageTrainsAndAnswers() {
        assumeTrue(Runtime.version().feature() >= 25, "start-up caches of the image need a JDK from release 25 on");
        var image = LambdaImage.build(folder.resolve("function"));
        var java = image.java();
        java.add("-XX:AOTMode=on"); // a cache that does not fit is an error
        var settings = FunctionSettings.of("image", "dev.landfall.functionsaws.lambda.HttpHandler", Map.of())
                .withClassPath("")
                .withJava(java);
        try (var function = new Function(settings, folder.resolve("function.log"))) {
            var reply = assertInstanceOf(Outcome.Reply.class, function.invoke(EVENT), function::output);
            assertEquals(503, Json.readTree(reply.payload()).path("statusCode").asInt());
            assertTrue(function.output().contains("LANDFALL_TABLE"), function::output);
        }
    }

    @Test
    void theDockerfileCopiesAndRunsWhatIsInItsContext() throws Exception {
        var context = LambdaImage.context();
        var lines = Files.readAllLines(context.resolve("Dockerfile"));
        var copied = lines.stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.split(" ", -1)[1])
                .toList();
        assertTrue(copied.stream().allMatch(path -> Files.exists(context.resolve(path))), copied::toString);
        assertTrue(lines.contains("RUN /function/train /function"), lines::toString);
        assertTrue(Files.isExecutable(context.resolve("train")));
    }
}
