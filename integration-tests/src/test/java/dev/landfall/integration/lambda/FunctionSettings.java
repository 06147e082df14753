package dev.landfall.integration.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a function is set up.
 *
 * @param handler its class
 * @param environment beside what Lambda itself sets
 * @param concurrency most environments at once
 * @param java launcher and options, without the class path
 * @param classPath with the runtime interface client
 */
public record FunctionSettings(
        String name,
        String handler,
        Map<String, String> environment,
        Duration timeout,
        int memoryMb,
        int concurrency,
        List<String> java,
        String classPath) {

    private static final int HEAP_PERCENT = 60;

    public FunctionSettings {
        environment = Map.copyOf(environment);
        java = List.copyOf(java);
    }

    /** With 512 MB and the class path of the tests. */
    public static FunctionSettings of(String name, String handler, Map<String, String> environment) {
        return new FunctionSettings(
                name,
                handler,
                environment,
                Duration.ofSeconds(30),
                512,
                1,
                managedRuntime(512),
                System.getProperty("java.class.path"));
    }

    /** The collector and the compiler that the managed runtime of Java chooses. */
    public static List<String> managedRuntime(int memoryMb) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx" + memoryMb * HEAP_PERCENT / 100 + "m",
                "--enable-native-access=ALL-UNNAMED");
    }

    public FunctionSettings withConcurrency(int most) {
        return new FunctionSettings(name, handler, environment, timeout, memoryMb, most, java, classPath);
    }

    public FunctionSettings withClassPath(String path) {
        return new FunctionSettings(name, handler, environment, timeout, memoryMb, concurrency, java, path);
    }

    public FunctionSettings withJava(List<String> launcher) {
        return new FunctionSettings(name, handler, environment, timeout, memoryMb, concurrency, launcher, classPath);
    }

    public FunctionSettings withTimeout(Duration longest) {
        return new FunctionSettings(name, handler, environment, longest, memoryMb, concurrency, java, classPath);
    }
}
