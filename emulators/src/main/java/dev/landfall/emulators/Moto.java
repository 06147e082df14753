package dev.landfall.emulators;

import java.net.URI;
import java.util.List;

/**
 * moto: many AWS services in one Python process, in memory. Any credentials are accepted, and neither policies nor
 * presigned signatures are enforced. The first start on a machine installs it into {@code emulators/servers/moto/target}.
 */
public final class Moto implements AutoCloseable {

    /** The account of everything in it. */
    public static final String ACCOUNT = "123456789012";

    private final ServerProcess process;

    private Moto(ServerProcess process) {
        this.process = process;
    }

    /** Starts; when it returns, it answers. */
    public static Moto start() {
        var program = PythonTool.install("moto").resolve("bin/moto_server").toString();
        return new Moto(
                ServerProcess.start("moto", port -> List.of(program, "-H", "127.0.0.1", "-p", String.valueOf(port))));
    }

    /** The endpoint of all services. */
    public URI uri() {
        return process.uri();
    }

    @Override
    public void close() {
        process.close();
    }
}
