package dev.landfall.emulators;

import java.net.URI;
import java.util.List;

/**
 * ElasticMQ: SQS with its queues in memory, account {@value #ACCOUNT}. Any credentials are accepted.
 *
 * <p>Unlike SQS it refuses a receipt handle once the message was received again, and its counts are exact.
 */
public final class ElasticMq implements AutoCloseable {

    /** The account in its queue URLs and ARNs. */
    public static final String ACCOUNT = "000000000000";

    private final ServerProcess process;

    private ElasticMq(ServerProcess process) {
        this.process = process;
    }

    /** Starts; when it returns, it answers. */
    public static ElasticMq start() {
        var classPath = ServerClassPath.of("elasticmq");
        return new ElasticMq(ServerProcess.start("elasticmq", port -> command(classPath, port)));
    }

    /** The endpoint of the service. */
    public URI uri() {
        return process.uri();
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(String classPath, int port) {
        return ServerProcess.java(
                classPath,
                List.of(
                        "-Dnode-address.protocol=http",
                        "-Dnode-address.host=127.0.0.1",
                        "-Dnode-address.port=" + port,
                        "-Dnode-address.context-path=",
                        "-Drest-sqs.enabled=true",
                        "-Drest-sqs.bind-hostname=127.0.0.1",
                        "-Drest-sqs.bind-port=" + port,
                        "-Drest-sqs.sqs-limits=strict",
                        "-Drest-stats.enabled=false",
                        "-Daws.accountId=" + ACCOUNT),
                "org.elasticmq.server.Main");
    }
}
