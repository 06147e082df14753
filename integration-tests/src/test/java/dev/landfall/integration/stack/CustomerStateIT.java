package dev.landfall.integration.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.integration.process.Api;
import dev.landfall.integration.process.LocalHost;
import dev.landfall.integration.process.RunnerProcess;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Control plane, runner and a customer's account beside each other: whose a Terraform state is, and who finds it missing. */
@Timeout(180)
final class CustomerStateIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void aStateIsInTheCustomersBucketAloneAndIsMissedThere() throws Exception {
        assumeTrue(
                isInstalled("terraform") || isInstalled("tofu"),
                "neither terraform nor tofu is on the PATH: install one to run this test");
        try (var account = new CustomersAccount(folder);
                var host = LocalHost.start(folder.resolve("host"), account.ofControlPlane())) {
            var api = new Api(host::uri, host::adminToken);
            callHome(api, account, install(api));
            // whatever machine runs this test may not be one that keeps jobs apart
            var runnersFolder = Files.createDirectories(folder.resolve("runner/runner"));
            Files.writeString(runnersFolder.resolve("policy.toml"), "unisolated = true\n");
            try (var runner = RunnerProcess.start(folder.resolve("runner"), host, api, "default", account.ofRunner())) {
                var first = deployed(api, runner);
                assertEquals("succeeded", first.path("status").asString(), () -> told(api, first));
                var object = onlyObject(account);
                var known = api.get("/v1/installs/acme/states/sandbox/versions")
                        .ok()
                        .at("/items/0");
                assertEquals(object, known.path("object").asString());
                assertEquals(known.path("sha256").asString(), sha256(account.object(object)));
                var state = Json.readTree(account.object(object));
                assertEquals("one", state.at("/outputs/size/value").asString(), state.toString());
                assertEquals(List.of(), statesOf(folder.resolve("host")));
                assertTrue(account.rolesTaken().stream()
                        .allMatch(asked -> asked.contains("RoleArn=" + CustomersAccount.ROLE)));

                account.remove(object);
                var second = deployed(api, runner);
                assertEquals("failed", second.path("status").asString(), () -> told(api, second));
                var said = told(api, second);
                assertTrue(said.contains(object), said);
                assertEquals(List.of(), account.objects());
            }
        }
    }

    private String install(Api api) throws IOException {
        var app = folder.resolve("app");
        Files.createDirectories(app.resolve("module"));
        Files.writeString(app.resolve("metadata.toml"), "version = \"v1\"\ndisplay_name = \"shop\"\n");
        Files.writeString(app.resolve("sandbox.toml"), "directory = \"module\"\n");
        Files.writeString(app.resolve("module/main.tf"), """
                resource "terraform_data" "size" { input = "one" }
                output "size" { value = terraform_data.size.output }
                """);
        api.post("/v1/apps", Map.of("name", "shop")).ok();
        api.postBytes(
                        "/v1/apps/shop/configs",
                        "application/gzip",
                        ConfigArchive.pack(app).orElseThrow())
                .ok();
        var install = api.post("/v1/installs", Map.of("app", "shop", "name", "acme", "approval", "approve-all"))
                .ok()
                .path("id")
                .asString();
        var role = Map.of("type", "aws-role", "roleArn", CustomersAccount.ROLE);
        api.put("/v1/installs/acme/roles", Map.of("roles", Map.of("provision", role, "maintenance", role)))
                .ok();
        return install;
    }

    private static void callHome(Api api, CustomersAccount account, String install) {
        api.put("/v1/installs/acme/stack/account", Map.of("account", CustomersAccount.ID))
                .ok();
        var address = "/v1/installs/" + install + "/phone-home";
        var nonce = api.post(address + "/nonces", Map.of()).ok().path("nonce").asString();
        var answer =
                api.post(address, account.call(new InstallId(install), nonce)).ok();
        assertEquals("active", answer.path("status").asString(), answer.toString());
    }

    /** The deploy's workflow when it has ended. */
    private static JsonNode deployed(Api api, RunnerProcess runner) {
        var workflow = api.post("/v1/installs/acme/deploy", Map.of())
                .ok()
                .at("/workflow/id")
                .asString();
        try {
            return api.workflow(workflow, LONG, "succeeded", "failed");
        } catch (AssertionError e) {
            throw new AssertionError(runner.output(), e);
        }
    }

    /** What the steps of a workflow and the logs of their jobs say. */
    private static String told(Api api, JsonNode workflow) {
        var text = new StringBuilder(workflow.toString());
        workflow.findValuesAsString("job")
                .forEach(job -> text.append(api.get("/v1/jobs/" + job).text()).append(api.log(job)));
        return text.toString();
    }

    private static String onlyObject(CustomersAccount account) {
        var objects = account.objects();
        assertEquals(1, objects.size(), objects.toString());
        return objects.getFirst();
    }

    /** What the control plane has of states beside its records. */
    private static List<Path> statesOf(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/states/"))
                    .toList();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
    }
}
