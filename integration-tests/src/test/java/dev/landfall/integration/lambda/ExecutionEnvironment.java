package dev.landfall.integration.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One process of a function with the real runtime interface client, and the runtime API that feeds it. */
public final class ExecutionEnvironment implements AutoCloseable {

    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private final FunctionSettings settings;
    private final RuntimeApi api;
    private final Process process;

    private ExecutionEnvironment(FunctionSettings settings, RuntimeApi api, Process process) {
        this.settings = settings;
        this.api = api;
        this.process = process;
    }

    /** @param log gets what the process prints */
    public static ExecutionEnvironment start(FunctionSettings settings, Path log) {
        var api = RuntimeApi.start();
        var command = new ArrayList<>(settings.java());
        command.add(NativeClient.option());
        if (!settings.classPath().isEmpty()) {
            command.addAll(List.of("-cp", settings.classPath()));
        }
        command.addAll(List.of(RUNTIME, settings.handler()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("TMPDIR"));
        builder.environment().putAll(platform(settings, api.address()));
        builder.environment().putAll(settings.environment());
        var task = settings.environment().get("LAMBDA_TASK_ROOT");
        if (task != null) {
            builder.directory(Path.of(task).toFile());
        }
        try {
            return new ExecutionEnvironment(settings, api, builder.start());
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
    }

    /** "Defined runtime environment variables". */
    private static Map<String, String> platform(FunctionSettings settings, String api) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                api,
                "_HANDLER",
                settings.handler(),
                "AWS_LAMBDA_FUNCTION_NAME",
                settings.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                String.valueOf(settings.memoryMb()),
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/" + settings.name(),
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "stream",
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "on-demand",
                "LAMBDA_TASK_ROOT",
                "/var/task");
    }

    /** One at a time. */
    public Outcome invoke(byte[] event) {
        return api.invoke(event, settings.timeout(), process::isAlive);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public List<Outcome> initialisationErrors() {
        return api.initialisationErrors();
    }

    /** {@code SIGTERM}, and waits for the end. */
    public void terminate() {
        process.destroy();
        process.onExit().join();
    }

    /** {@code kill -9}. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        api.close();
    }
}
