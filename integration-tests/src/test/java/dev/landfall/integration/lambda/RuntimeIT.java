package dev.landfall.integration.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the harness must do as Lambda does, with the real runtime interface client. */
final class RuntimeIT {

    @TempDir
    private Path folder;

    @Test
    void aFunctionAnswersAgainAndAgainInOneProcess() {
        try (var function = function(HelloHandler.class.getName())) {
            for (int i = 0; i < 5; i++) {
                var reply = assertInstanceOf(Outcome.Reply.class, function.invoke(event("{}")), function::output);
                assertTrue(reply.text().contains("hello"));
            }
            assertEquals(1, function.environments());
        }
    }

    @Test
    void aHandlerThatThrowsIsReportedAndItsProcessStays() {
        try (var function = function(HelloHandler.class.getName())) {
            var failure = assertInstanceOf(Outcome.Failure.class, function.invoke(event("{\"do\":\"throw\"}")));
            assertTrue(failure.payload().contains("told to fail"), failure.payload());
            assertInstanceOf(Outcome.Reply.class, function.invoke(event("{}")));
            assertEquals(1, function.environments());
        }
    }

    @Test
    void aProcessThatEndsIsReplaced() {
        try (var function = function(HelloHandler.class.getName())) {
            assertInstanceOf(Outcome.Crash.class, function.invoke(event("{\"do\":\"exit\"}")));
            assertEquals(0, function.environments());
            assertInstanceOf(Outcome.Reply.class, function.invoke(event("{}")));
        }
    }

    @Test
    void aHandlerThatIsNotThereFailsEveryInvocation() {
        try (var function = function("dev.landfall.NoSuchHandler")) {
            var failure = assertInstanceOf(Outcome.Failure.class, function.invoke(event("{}")));
            assertTrue(failure.payload().contains("NoSuchHandler"), failure.payload());
        }
    }

    private Function function(String handler) {
        return new Function(
                FunctionSettings.of("hello", handler, Map.of()).withTimeout(Duration.ofSeconds(20)),
                folder.resolve("function.log"));
    }

    private static byte[] event(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
