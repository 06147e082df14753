package dev.landfall.functionsazure.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The hand-written definitions say what the annotations say, and the host's settings suit the rules. */
class FunctionDefinitionsTest {

    private static final Path APP = Path.of("src/main/function-app");
    private static final List<Class<?>> FUNCTIONS =
            List.of(HttpFunction.class, EventsFunction.class, TickFunction.class);

    @Test
    void everyFunctionHasItsDefinitionAndNoOther() throws IOException {
        try (var folders = Files.list(APP)) {
            var defined = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            assertEquals(
                    FUNCTIONS.stream()
                            .map(FunctionDefinitionsTest::method)
                            .map(method ->
                                    method.getAnnotation(FunctionName.class).value())
                            .sorted()
                            .toList(),
                    defined);
        }
    }

    @Test
    void everyDefinitionSaysWhatTheAnnotationsSay() {
        for (var function : FUNCTIONS) {
            var method = method(function);
            var name = method.getAnnotation(FunctionName.class).value();
            var definition = json(name + "/function.json");

            assertEquals("../functions-azure.jar", definition.path("scriptFile").asString());
            assertEquals(
                    function.getName() + "." + method.getName(),
                    definition.path("entryPoint").asString());
            assertEquals(
                    Json.mapper().valueToTree(trigger(method)),
                    definition.path("bindings").get(0),
                    name);
        }
    }

    @Test
    void theHttpFunctionAnswersByItsReturnValueAndOthersAnswerNothing() {
        for (var function : FUNCTIONS) {
            var method = method(function);
            var bindings = json(method.getAnnotation(FunctionName.class).value() + "/function.json")
                    .path("bindings");
            boolean answers = !method.getReturnType().equals(void.class);
            assertEquals(answers ? 2 : 1, bindings.size());
            if (answers) {
                assertEquals("{\"type\":\"http\",\"direction\":\"out\",\"name\":\"$return\"}", text(bindings.get(1)));
            }
        }
    }

    @Test
    void theWorkerCanMakeEveryFunctionWithoutTouchingAnything() throws Exception {
        for (var function : FUNCTIONS) {
            assertTrue(Modifier.isPublic(function.getModifiers()));
            function.getConstructor().newInstance();
        }
    }

    @Test
    void theHostServesTheApiAtItsRootAndEndsAFunctionBeforeAMinute() {
        var host = json("host.json");

        assertEquals("", host.at("/extensions/http/routePrefix").asString("missing"));
        var timeout = Duration.between(
                LocalTime.MIN, LocalTime.parse(host.path("functionTimeout").asString()));
        assertTrue(timeout.compareTo(Duration.ofMinutes(1)) < 0);
        assertEquals("base64", host.at("/extensions/queues/messageEncoding").asString());
        assertEquals(5, host.at("/extensions/queues/maxDequeueCount").asInt());
        assertTrue(host.at("/extensions/queues/newBatchThreshold").asInt()
                <= host.at("/extensions/queues/batchSize").asInt());
    }

    private static Method method(Class<?> function) {
        return Arrays.stream(function.getMethods())
                .filter(method -> method.isAnnotationPresent(FunctionName.class))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> trigger(Method method) {
        Annotation annotation = method.getParameterAnnotations()[0][0];
        var binding = new LinkedHashMap<String, Object>();
        if (annotation instanceof HttpTrigger http) {
            put(binding, "httpTrigger", http.name(), http.dataType());
            binding.put("methods", Arrays.stream(http.methods()).map(Enum::name).toList());
            binding.put("authLevel", http.authLevel().name());
            binding.put("route", http.route());
        } else if (annotation instanceof QueueTrigger queue) {
            put(binding, "queueTrigger", queue.name(), queue.dataType());
            binding.put("queueName", queue.queueName());
            binding.put("connection", queue.connection());
        } else if (annotation instanceof TimerTrigger timer) {
            put(binding, "timerTrigger", timer.name(), timer.dataType());
            binding.put("schedule", timer.schedule());
        } else {
            throw new AssertionError("no trigger on " + method);
        }
        return binding;
    }

    private static void put(Map<String, Object> binding, String type, String name, String dataType) {
        binding.put("type", type);
        binding.put("direction", "in");
        binding.put("name", name);
        binding.put("dataType", dataType);
    }

    private static JsonNode json(String file) {
        try {
            return Json.read(Files.readString(APP.resolve(file)), JsonNode.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(JsonNode node) {
        return Json.writeString(node);
    }
}
