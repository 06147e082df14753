package dev.landfall.integration.azure;

import dev.landfall.functionsazure.function.FunctionApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A function as its {@code function.json} defines it: what to call, and what triggers it. */
record FunctionDefinition(String name, Method method, JsonNode trigger) {

    private static final Pattern SETTING = Pattern.compile("%([^%]+)%");

    /** All functions of an app. */
    static List<FunctionDefinition> readAll(Path app) {
        try (var folders = Files.list(app)) {
            return folders.filter(Files::isDirectory)
                    .map(FunctionDefinition::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FunctionDefinition read(Path folder) {
        var definition = HostSettings.json(folder.resolve("function.json"));
        var entry = definition.path("entryPoint").asString();
        int dot = entry.lastIndexOf('.');
        try {
            var method = Arrays.stream(Class.forName(entry.substring(0, dot)).getMethods())
                    .filter(each -> each.getName().equals(entry.substring(dot + 1)))
                    .findFirst()
                    .orElseThrow();
            return new FunctionDefinition(
                    folder.getFileName().toString(),
                    method,
                    definition.path("bindings").get(0));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("There is no class for " + entry, e);
        }
    }

    String type() {
        return trigger.path("type").asString();
    }

    /** A member of the trigger with application settings in it resolved. */
    String member(String member, Map<String, String> settings) {
        return SETTING.matcher(trigger.path(member).asString())
                .replaceAll(found -> String.valueOf(settings.get(found.group(1))));
    }

    /** Calls it on an object of its own, as the worker does; what it throws comes out as it is. */
    @Nullable Object invoke(FunctionApp app, Object argument) {
        try {
            var function =
                    method.getDeclaringClass().getConstructor(FunctionApp.class).newInstance(app);
            return method.invoke(function, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The function " + name + " cannot be called.", e);
        }
    }
}
