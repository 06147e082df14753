package dev.landfall.emulators;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** s3proxy: S3 with its objects in memory. Signatures are checked, presigned ones too. */
public final class S3Proxy implements AutoCloseable {

    /** The one access key it knows. */
    public static final String ACCESS_KEY = "AKIALOCAL";

    /** The secret of {@link #ACCESS_KEY}; it protects nothing. */
    public static final String SECRET_KEY = "local-credential";

    private static final String QUIET = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %logger %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private final ServerProcess process;

    private S3Proxy(ServerProcess process) {
        this.process = process;
    }

    /** Starts; when it returns, it answers. */
    public static S3Proxy start() {
        var classPath = ServerClassPath.of("s3proxy");
        try (var logging = TemporaryFile.of(".xml", QUIET);
                var settings = TemporaryFile.of(".properties", "")) {
            return new S3Proxy(ServerProcess.start("s3proxy", port -> {
                settings.write(configuration(port));
                return command(classPath, logging.path(), settings.path());
            }));
        }
    }

    /** The endpoint of the service; buckets are addressed by path. */
    public URI uri() {
        return process.uri();
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(String classPath, Path logging, Path settings) {
        return ServerProcess.java(
                classPath,
                List.of("-Dlogback.configurationFile=" + logging),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString());
    }

    private static String configuration(int port) {
        return """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=transient-nio2
                jclouds.identity=none
                jclouds.credential=none
                """.formatted(port, ACCESS_KEY, SECRET_KEY);
    }
}
