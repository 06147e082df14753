package dev.landfall.integration.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.process.Checkout;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AzureToken;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The script by which a stack on Azure phones home, run with a curl that plays Azure and the control plane. */
class AzurePhoneHomeIT {

    private static final String STATEMENT = """
            {"type":"azure","event":"@@EVENT@@","stack":"/subscriptions/s/a","tenant":"t","subscription":"s","resourceGroup":"g",
            "location":"westeurope","runnerClient":"c","runnerPrincipal":"p","inputs":{"words":"a \\"quoted\\" \\\\ 'word' & $(more)"},
            "runnerEnabled":true}""".replace("\n", "");

    private static final String CURL = """
            #!/bin/sh
            echo "$@" >>"$CALLS/arguments"
            case "$*" in
              *169.254.169.254*) echo '{"access_token":"aaa.bbb.ccc","expires_in":"86399"}' ;;
              */nonces*) if [ -e "$CALLS/broken" ]; then rm "$CALLS/broken"; exit 22; fi; echo '{"nonce":"n-1_~","expiresAt":"2026-01-01T00:00:00Z"}' ;;
              *) for last in "$@"; do case $last in @*) cat "${last#@}" >"$CALLS/body" ;; esac; done ;;
            esac
            """;

    @TempDir
    Path folder;

    private JsonNode template;

    @BeforeEach
    void readTheTemplate() throws IOException {
        var file = "stack-templates/src/test/golden/arm/vm-own-network/azuredeploy.json";
        template = new ObjectMapper().readTree(Files.readString(Checkout.root().resolve(file)));
        var bin = Files.createDirectories(folder.resolve("bin"));
        for (var program : Map.of("curl", CURL, "sleep", "#!/bin/sh\n").entrySet()) {
            var written = Files.writeString(bin.resolve(program.getKey()), program.getValue());
            assertTrue(written.toFile().setExecutable(true));
        }
    }

    @Test
    void theCallIsWhatTheControlPlaneReads() throws Exception {
        assertEquals(0, phoneHome());
        var call = Json.read(Files.readString(folder.resolve("body")), PhoneHomeCall.class);
        assertEquals("n-1_~", call.identity().nonce());
        assertEquals(
                "aaa.bbb.ccc",
                assertInstanceOf(AzureToken.class, call.identity().proof()).token());
        var statement = assertInstanceOf(StackStatement.Azure.class, call.read());
        assertEquals(StackStatement.Event.CREATE, statement.event());
        assertEquals(
                "a \"quoted\" \\ 'word' & $(more)",
                Objects.requireNonNull(statement.inputs().get("words")).asString());
    }

    @Test
    void theNextCallOfTheMachineIsAnUpdate() throws Exception {
        phoneHome();
        phoneHome();
        var call = Json.read(Files.readString(folder.resolve("body")), PhoneHomeCall.class);
        assertEquals(StackStatement.Event.UPDATE, call.read().event());
    }

    @Test
    void aControlPlaneThatIsAwayIsAskedAgain() throws Exception {
        Files.createFile(folder.resolve("broken"));
        assertEquals(0, phoneHome());
        assertTrue(Files.exists(folder.resolve("body")));
    }

    @Test
    void theTokenIsInNoArgument() throws Exception {
        phoneHome();
        assertEquals(-1, Files.readString(folder.resolve("arguments")).indexOf("aaa.bbb.ccc"));
    }

    @Test
    void theStatementHasTheMembersThatTheControlPlaneKnows() {
        var keys = new TreeSet<String>();
        var script = template.at("/resources/machines/properties/virtualMachineProfile/extensionProfile/extensions/2"
                        + "/properties/settings/script")
                .asString();
        ExpressionText.read(script.substring(1, script.length() - 1), (function, given) -> {
            if (function.equals("createObject") && given.contains("'type'")) {
                for (int i = 0; i < given.size(); i += 2) {
                    keys.add(given.get(i).replace("'", ""));
                }
            }
        });
        var known = new TreeSet<>(List.of("type"));
        Arrays.stream(StackStatement.Azure.class.getRecordComponents())
                .map(RecordComponent::getName)
                .forEach(known::add);
        known.remove("cluster");
        assertEquals(known, keys);
    }

    private int phoneHome() throws IOException, InterruptedException {
        var statement = Base64.getEncoder().encodeToString(STATEMENT.getBytes(StandardCharsets.UTF_8));
        var script = template.at("/variables/phoneHome")
                .asString()
                .replace("@@STATEMENT@@", statement)
                .replace("@@CLIENT_ID@@", "11111111-2222-3333-4444-555555555555")
                .replace(
                        "/var/lib/landfall-phone-home", folder.resolve("marker").toString());
        var process = new ProcessBuilder(
                        "/bin/sh",
                        Files.writeString(folder.resolve("script"), script).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        process.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        process.environment().put("CALLS", folder.toString());
        var started = process.start();
        assertTrue(started.waitFor(60, TimeUnit.SECONDS));
        return started.exitValue();
    }
}
