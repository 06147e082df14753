package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * A server in a process of its own that answers HTTP on a free port of the loopback address. It ends with
 * {@link #close}, at the latest with this Java runtime.
 */
final class ServerProcess implements AutoCloseable {

    /** Generous: on a busy machine with two cores every emulator was ready within ten seconds. */
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);
    private static final int ANSWER_WITHIN_MILLIS = 1_000;
    private static final int LOOK_EVERY_MILLIS = 20;

    /** Somebody else may take the free port before the server does. */
    private static final int MAX_STARTS = 3;

    /** How much of a failed server's log its exception shows. */
    private static final int SHOWN_LOG_CHARACTERS = 4_000;

    private final String name;
    private final Process process;
    private final URI uri;
    private final Path log;
    private final Thread atExit;

    private ServerProcess(String name, Process process, URI uri, Path log) {
        this.name = name;
        this.process = process;
        this.uri = uri;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly, "stop-" + name);
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param command for the port to listen on
     */
    static ServerProcess start(String name, IntFunction<List<String>> command) {
        return start(name, Map.of(), command);
    }

    /** The same, with more in its environment. */
    static ServerProcess start(String name, Map<String, String> environment, IntFunction<List<String>> command) {
        for (int i = 1; ; i++) {
            var server = spawn(name, environment, command);
            try {
                server.awaitAnswer();
                return server;
            } catch (IllegalStateException e) {
                server.close();
                if (i == MAX_STARTS) {
                    throw e;
                }
            }
        }
    }

    /** The command of a server in Java with few threads and little memory. */
    static List<String> java(String classPath, List<String> options, String main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("The log of " + name + " could not be removed.", e);
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the runtime is ending and the hook has run
        }
    }

    private static ServerProcess spawn(
            String name, Map<String, String> environment, IntFunction<List<String>> command) {
        try {
            int port = freePort();
            var log = Files.createTempFile("landfall-" + name + "-", ".log");
            var builder = new ProcessBuilder(command.apply(port))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var server = new ServerProcess(name, process, URI.create("http://127.0.0.1:" + port), log);
            Runtime.getRuntime().addShutdownHook(server.atExit);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The emulator '" + name + "' could not be started.", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            while (!answers()) {
                if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "The emulator '" + name + "' ended with " + process.exitValue() + ":\n" + shownLog());
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "The emulator '" + name + "' does not answer after " + READY_WITHIN + ":\n" + shownLog());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the emulator '" + name + "' started.", e);
        }
    }

    private boolean answers() {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_WITHIN_MILLIS);
            connection.setReadTimeout(ANSWER_WITHIN_MILLIS);
            try {
                return connection.getResponseCode() > 0;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private String shownLog() {
        try {
            var text = Files.readString(log, StandardCharsets.ISO_8859_1);
            return text.substring(Math.max(0, text.length() - SHOWN_LOG_CHARACTERS));
        } catch (IOException e) {
            return "(its log could not be read: " + e.getMessage() + ")";
        }
    }
}
