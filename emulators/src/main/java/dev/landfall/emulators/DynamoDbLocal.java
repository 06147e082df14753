package dev.landfall.emulators;

import java.net.URI;
import java.util.List;

/**
 * DynamoDB Local: Amazon's own emulator, its tables in memory. Any access key of letters and digits is accepted; tables belong to the
 * access key and region that made them.
 *
 * <p>It listens on every address of the machine, having no setting for that, and does not throttle.
 */
public final class DynamoDbLocal implements AutoCloseable {

    private final ServerProcess process;

    private DynamoDbLocal(ServerProcess process) {
        this.process = process;
    }

    /** Starts; when it returns, it answers. */
    public static DynamoDbLocal start() {
        var classPath = ServerClassPath.of("dynamodb-local");
        return new DynamoDbLocal(ServerProcess.start(
                "dynamodb-local",
                port -> ServerProcess.java(
                        classPath,
                        List.of(),
                        "software.amazon.dynamodb.services.local.main.ServerRunner",
                        "-inMemory",
                        "-disableTelemetry",
                        "-port",
                        String.valueOf(port))));
    }

    /** The endpoint of the service. */
    public URI uri() {
        return process.uri();
    }

    @Override
    public void close() {
        process.close();
    }
}
