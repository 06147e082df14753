package dev.landfall.integration.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;

/** What a machine answers when its scale set asks whether it is well. */
class AzureHealthIT {

    @ParameterizedTest
    @CsvSource({"0, 200 OK", "3, 503 Service Unavailable"})
    void aMachineIsWellWhileTheRunnersServiceRuns(int state, String status, @TempDir Path folder) throws Exception {
        var systemctl = Files.writeString(folder.resolve("systemctl"), "#!/bin/sh\nexit " + state + "\n");
        assertTrue(systemctl.toFile().setExecutable(true));
        var builder = new ProcessBuilder(
                "/bin/sh", Files.writeString(folder.resolve("health"), script()).toString());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        var process = builder.start();
        try (var question = process.outputWriter(StandardCharsets.US_ASCII)) {
            question.write("GET / HTTP/1.1\r\nHost: localhost:9119\r\nUser-Agent: health\r\n\r\n");
        }
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", answer);
    }

    private static String script() throws IOException {
        var file = Checkout.root().resolve("stack-templates/src/test/golden/arm/vm-own-network/azuredeploy.json");
        var text = new ObjectMapper()
                .readTree(Files.readString(file))
                .at("/variables/firstStart")
                .asString();
        return text.split("<<'HEALTH'\n", 2)[1].split("\nHEALTH\n", 2)[0] + "\n";
    }
}
