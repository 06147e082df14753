package dev.landfall.emulators;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * LocalStack (community): SQS, S3, STS, KMS and Secrets Manager in one Python process, as a process of this machine and
 * not in a container. Any credentials are accepted and no policy is enforced. It is too big to be installed by a test:
 * {@code build/localstack} does that.
 */
public final class LocalStack implements AutoCloseable {

    /** Why a test that needs it did not run. */
    public static final String NOT_INSTALLED = "LocalStack is not there; build/localstack sets it up";

    /** The account of everything in it. */
    public static final String ACCOUNT = "000000000000";

    private final ServerProcess process;

    private LocalStack(ServerProcess process) {
        this.process = process;
    }

    /** Whether it can be started. */
    public static boolean isInstalled() {
        return Files.exists(target().resolve("installed"));
    }

    /** Starts; when it returns, it answers. */
    public static LocalStack start() {
        var python = target().resolve("venv/bin/python").toString();
        return new LocalStack(ServerProcess.start("localstack", port -> command(python, port)));
    }

    /** The endpoint of all services. */
    public URI uri() {
        return process.uri();
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(String python, int port) {
        return List.of(
                "env",
                "OVERRIDE_IN_DOCKER=0",
                "FILESYSTEM_ROOT=" + target().resolve("files-" + port),
                "DNS_ADDRESS=0",
                "DISABLE_EVENTS=1",
                "SKIP_SSL_CERT_DOWNLOAD=1",
                "SQS_ENDPOINT_STRATEGY=dynamic",
                "GATEWAY_LISTEN=127.0.0.1:" + port,
                python,
                "-m",
                "localstack.runtime.main");
    }

    private static Path target() {
        return ServerClassPath.folder().resolve("servers/localstack/target");
    }
}
