package dev.landfall.integration.process;

import dev.landfall.functionslocal.host.LocalConfig;
import dev.landfall.functionslocal.host.LocalControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A local control plane as a process: {@code LocalMain DATA PORT READY_FILE ADDRESS}. It serves until it is killed. */
final class LocalMain {

    private LocalMain() {}

    public static void main(String[] arguments) throws Exception {
        var config = LocalConfig.from(
                Map.of("LANDFALL_DATA", arguments[0], "LANDFALL_PORT", arguments[1], "LANDFALL_HOST", arguments[3]));
        var ready = Path.of(arguments[2]);
        try (var controlPlane = LocalControlPlane.start(config)) {
            var temporary = ready.resolveSibling(ready.getFileName() + ".new");
            Files.writeString(temporary, controlPlane.uri() + "\n" + controlPlane.adminToken() + "\n");
            Files.move(temporary, ready, StandardCopyOption.ATOMIC_MOVE);
            new CountDownLatch(1).await();
        }
    }
}
