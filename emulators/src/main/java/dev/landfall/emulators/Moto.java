package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * moto: many AWS services in one Python process, in memory. Any credentials are accepted, and neither policies nor
 * presigned signatures are enforced. Of CloudFormation it knows what {@code servers/moto/server.py} adds to it: custom resources
 * whose function runs. It does not know every type of resource, and does without what it does not know. The first start on a machine installs it into {@code emulators/servers/moto/target}.
 */
public final class Moto implements AutoCloseable {

    /** The account of everything in it. */
    public static final String ACCOUNT = "123456789012";

    private static final int ANSWER_WITHIN_MILLIS = 30_000;

    private final ServerProcess process;

    private Moto(ServerProcess process) {
        this.process = process;
    }

    /** Starts; when it returns, it answers. */
    public static Moto start() {
        return start(Map.of());
    }

    /**
     * Starts; when it returns, it answers.
     *
     * @param environment what the functions behind custom resources of stacks see, such as their credentials
     */
    public static Moto start(Map<String, String> environment) {
        var python = PythonTool.install("moto").resolve("bin/python").toString();
        var server = ServerClassPath.folder().resolve("servers/moto/server.py").toString();
        return new Moto(ServerProcess.start(
                "moto", environment, port -> List.of(python, server, "-H", "127.0.0.1", "-p", String.valueOf(port))));
    }

    /** The endpoint of all services. */
    public URI uri() {
        return process.uri();
    }

    /** Everything in it is gone; its clients and its address stay. */
    public void reset() {
        try {
            var connection =
                    (HttpURLConnection) uri().resolve("/moto-api/reset").toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setConnectTimeout(ANSWER_WITHIN_MILLIS);
            connection.setReadTimeout(ANSWER_WITHIN_MILLIS);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException("moto answered its reset with " + connection.getResponseCode() + ".");
            }
            connection.disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException("moto could not be reset.", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
