package dev.landfall.runner.kind.terraform;

import static dev.landfall.runner.kind.terraform.TerraformWorld.STORE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Plans and applies with the real program; the modules need no provider but the built-in one. */
class TerraformHandlerIT {

    private static final SecretRef TOKEN = new SecretRef("app", "token");
    private static final String TOKEN_VALUE = "t0ps3cr3t-value-91";

    private static final String MODULE = """
            variable "size" { default = "small" }
            variable "password" {
              sensitive = true
              default   = "hunter22-default"
            }
            resource "terraform_data" "server" { input = var.size }
            resource "terraform_data" "login" { input = var.password }
            output "size" { value = terraform_data.server.output }
            output "sizes" { value = [var.size, "x"] }
            output "password" {
              value     = var.password
              sensitive = true
            }
            """;

    @TempDir
    Path folder;

    private TerraformWorld world;

    @BeforeEach
    void requireTerraform() {
        world = new TerraformWorld(folder);
        assumeTrue(world.hasTerraform(), "neither terraform nor tofu is on the PATH: install one to run this test");
    }

    @Test
    void planThenApplyGivesTypedOutputsAndKeepsTheState() {
        var plan = plan(MODULE, Map.of("size", "large", "password", TOKEN.inText()));
        assertEquals(2, plan.toAdd());
        assertEquals(0, plan.toChange() + plan.toDestroy());
        assertTrue(plan.hasChanges());
        assertTrue(
                plan.summary().contains("+ create terraform_data.server"),
                plan.summary().toString());
        assertTrue(
                plan.summary().contains("+ create output size"), plan.summary().toString());

        var applied = world.apply(MODULE, plan);
        var detail =
                assertInstanceOf(ResultDetail.Outputs.class, applied.detail().orElseThrow());
        JsonNode outputs = Json.mapper().valueToTree(detail.values());
        assertEquals("{\"type\":\"string\",\"value\":\"large\"}", Json.writeString(outputs.get("size")));
        assertEquals(
                "{\"type\":[\"tuple\",[\"string\",\"string\"]],\"value\":[\"large\",\"x\"]}",
                Json.writeString(outputs.get("sizes")));
        assertEquals(
                "{\"type\":\"string\",\"secret\":\"outputs:password\"}", Json.writeString(outputs.get("password")));
        assertEquals("\"" + TOKEN_VALUE + "\"", world.client().storedSecrets().get("password"));
        assertTrue(world.client().states().containsKey("network"));
        assertTrue(world.client().locks().isEmpty());
    }

    @Test
    void whatIsStoredOfAPlanHoldsNoSecret() {
        var plan = plan(MODULE, Map.of("size", TOKEN.inText() + "/x", "password", "other-secret-5"));
        var sealed = new String(world.blobs().bytes(plan.blob()), ISO_8859_1);
        var display = new String(world.blobs().bytes(plan.displayBlob()), UTF_8);
        for (var secret : List.of(TOKEN_VALUE, "other-secret-5", "hunter22-default")) {
            assertFalse(sealed.contains(secret), secret);
            assertFalse(display.contains(secret), display);
        }
        assertFalse(sealed.contains("tfplan"));
        assertTrue(display.contains("terraform_data.login"));
        assertFalse(display.contains("\"variables\""));
        assertFalse(display.contains("\"configuration\""));
        assertFalse(display.contains("\"prior_state\""));
    }

    @Test
    void secretsAreInNoArgumentAndOnNoDiskAfterTheJob() throws IOException {
        var slow = MODULE
                + "resource \"terraform_data\" \"slow\" {\n provisioner \"local-exec\" { command = \"sleep 0.3\" }\n}\n";
        try (var arguments = new ArgumentWatch()) {
            var plan = plan(slow, Map.of("password", TOKEN.inText()));
            world.apply(slow, plan);
            assertTrue(
                    arguments.seen("terraform_1") || arguments.seen("plan") || arguments.seen("apply"),
                    "watched nothing");
            assertFalse(arguments.seen(TOKEN_VALUE));
            assertFalse(arguments.seen(
                    world.lastJob().fakeSecrets().masked().iterator().next()));
        }
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                assertFalse(new String(Files.readAllBytes(file), ISO_8859_1).contains(TOKEN_VALUE), file.toString());
                assertFalse(file.getFileName().toString().endsWith(".tfplan"), file.toString());
            }
        }
        assertFalse(world.lastJob().logText().contains(TOKEN_VALUE));
    }

    @Test
    void anApplyMasksTheSecretsThatItsPlanHolds() {
        var planned = plan(MODULE, Map.of("password", TOKEN.inText()));
        var bare = world.applyWork(MODULE, planned);
        var work = new TerraformWork(
                bare.operation(),
                bare.destroy(),
                bare.version(),
                bare.source(),
                bare.workspace(),
                Map.of("password", Json.mapper().valueToTree(TOKEN.inText())),
                bare.varFiles(),
                bare.env(),
                bare.plan());
        world.run(work);
        assertTrue(world.lastJob().fakeSecrets().masked().contains(TOKEN_VALUE));
    }

    @Test
    void aPlanWithoutChangesSaysSo() {
        world.apply(MODULE, plan(MODULE, Map.of("size", "large")));
        var again = plan(MODULE, Map.of("size", "large"));
        assertFalse(again.hasChanges());
        assertEquals(List.of(), again.summary());
    }

    @Test
    void aChangedInputShowsJustThatChange() {
        world.apply(MODULE, plan(MODULE, Map.of("size", "large")));
        var changed = plan(MODULE, Map.of("size", "huge"));
        assertEquals(
                List.of(
                        "~ update terraform_data.server (input, output)",
                        "~ update output size",
                        "~ update output sizes"),
                changed.summary());
        assertEquals(1, changed.toChange());
    }

    @Test
    void laterVariableFilesWinAndVariablesWinOverFiles() {
        var work = world.planWork(MODULE, Map.of(), List.of("size = \"one\"", "size = \"two\""));
        assertEquals("two", sizeAfter(work));
        var both = world.planWork(
                MODULE, Map.of("size", JsonNodeFactory.instance.stringNode("three")), List.of("size = \"one\""));
        assertEquals("three", sizeAfter(both));
    }

    @Test
    void destroyIsPlannedAndApplied() {
        world.apply(MODULE, plan(MODULE, Map.of()));
        var destroy = world.planned(world.destroyWork(MODULE));
        assertEquals(2, destroy.toDestroy());
        assertTrue(
                destroy.summary().contains("- destroy terraform_data.server"),
                destroy.summary().toString());
        world.apply(MODULE, destroy);
        assertFalse(world.planned(world.destroyWork(MODULE)).hasChanges());
    }

    @Test
    void aPlanThatTheStateHasOvertakenIsCalledStale() {
        var early = plan(MODULE, Map.of("size", "early"));
        world.apply(MODULE, plan(MODULE, Map.of("size", "late")));
        var ended = world.run(world.applyWork(MODULE, early));
        assertEquals(JobOutcome.FAILED, ended.execution().outcome());
        assertTrue(
                ended.execution().reason().startsWith("stale-plan: "),
                ended.execution().reason());
        assertTrue(world.client().locks().isEmpty());
    }

    @Test
    void aPlanWhoseSealedBytesChangedIsRefused() {
        var plan = plan(MODULE, Map.of());
        world.blobs().bytes(plan.blob())[40] ^= 1;
        assertRefused(plan, "not those that were approved");
    }

    @Test
    void anotherPlanThanTheApprovedOneIsRefused() {
        var approved = plan(MODULE, Map.of("size", "approved"));
        var other = plan(MODULE, Map.of("size", "other"));
        var mixed = new TerraformWork.ApprovedPlan(other.blob(), other.blobSha256(), approved.planSha256());
        assertRefused(world.applyWork(MODULE, mixed), "not those that were approved");
    }

    @Test
    void aPlanOfARunnerWithAnotherKeyIsRefused() throws IOException {
        var plan = plan(MODULE, Map.of());
        Files.delete(world.planKey());
        assertRefused(plan, "another plan key; plan again");
    }

    @Test
    void aPlanOfAnotherWorkspaceIsRefused() {
        var plan = plan(MODULE, Map.of());
        assertRefused(world.applyWork(MODULE, TerraformWorld.approval(plan)).workspace() + "2", plan);
    }

    @Test
    void cancelInTheMiddleOfAnApplyReleasesTheStateLock() throws Exception {
        var marker = folder.resolve("started");
        var module = "resource \"terraform_data\" \"slow\" {\n  provisioner \"local-exec\" {\n    command = \"touch "
                + marker + "; exec sleep 60\"\n  }\n}\n";
        var plan = plan(module, Map.of());
        var job = world.job(world.applyWork(module, TerraformWorld.approval(plan)));
        var canceller = Thread.ofVirtual().start(() -> {
            Eventually.holds("the apply has started", Duration.ofSeconds(30), () -> Files.exists(marker));
            assertFalse(world.client().locks().isEmpty(), "an apply holds the lock");
            job.cancel();
        });
        var ended = world.run(job);
        canceller.join();
        assertEquals(JobOutcome.FAILED, ended.execution().outcome());
        assertTrue(world.client().locks().isEmpty(), "the lock is released");
        assertFalse(job.logText().contains("without releasing"), "Terraform itself released it");
        assertTrue(job.logText().contains("Interrupt received"), job.logText());
        for (var pid : job.processes()) {
            assertTrue(ProcessHandle.of(pid).isEmpty(), "process " + pid + " is left");
        }
    }

    @Test
    void aKilledTerraformsLockIsReleasedByTheRunner() {
        var module =
                "resource \"terraform_data\" \"x\" {\n provisioner \"local-exec\" { command = \"kill -9 $PPID\" }\n}\n";
        var ended = world.run(world.applyWork(module, TerraformWorld.approval(plan(module, Map.of()))));
        assertEquals(137, ended.execution().exitCode());
        assertTrue(world.client().locks().isEmpty());
        assertTrue(
                world.lastJob().logText().contains("the runner released it"),
                world.lastJob().logText());
    }

    @Test
    void aLockOfAnotherRunIsNamedInTheReason() {
        world.client()
                .locks()
                .put(
                        "network",
                        "{\"ID\":\"abc-1\",\"Who\":\"somebody@elsewhere\",\"Operation\":\"OperationTypeApply\"}"
                                .getBytes(UTF_8));
        var ended = world.run(world.planWork(MODULE, Map.of(), List.of()));
        assertEquals(JobOutcome.FAILED, ended.execution().outcome());
        assertTrue(
                ended.execution().reason().contains("Error acquiring the state lock"),
                ended.execution().reason());
        assertTrue(
                world.lastJob().logText().contains("somebody@elsewhere"),
                world.lastJob().logText());
        assertFalse(world.client().locks().isEmpty(), "the other's lock stays");
    }

    @Test
    void anErrorOfTheModuleIsTheReason() {
        var ended = assertThrows(
                LandfallException.class,
                () -> world.run(world.planWork("resource \"terraform_data\" {}", Map.of(), List.of())));
        assertTrue(
                ended.publicMessage().startsWith("terraform init ended with exit code 1: Error: "),
                ended.publicMessage());
        var failing = "resource \"terraform_data\" \"x\" {\n provisioner \"local-exec\" { command = \"exit 9\" }\n}\n";
        var applied = world.run(world.applyWork(failing, TerraformWorld.approval(plan(failing, Map.of()))));
        assertEquals(1, applied.execution().exitCode());
        assertTrue(
                applied.execution().reason().startsWith("terraform apply ended with exit code 1: Error: local-exec"),
                applied.execution().reason());
        assertTrue(world.client().locks().isEmpty());
    }

    @Test
    void backendAndCloudOfTheModuleGiveWay() {
        for (var block :
                List.of("backend \"local\" {}", "cloud {\n organization = \"acme\"\n workspaces { name = \"x\" }\n}")) {
            assertTrue(
                    plan("terraform {\n" + block + "\n}\n" + MODULE, Map.of()).hasChanges());
        }
    }

    @Test
    void aBackendInAnOverrideFileIsRefused() {
        var thrown = assertThrows(
                LandfallException.class,
                () -> world.run(world.planWork(
                        Map.of("main.tf", MODULE, "zzz_override.tf", "terraform {\n backend \"local\" {}\n}\n"))));
        assertTrue(thrown.publicMessage().contains("chooses its own backend 'local'"), thrown.publicMessage());
    }

    @Test
    void anotherVersionThanTheConfigAsksForIsRefused() {
        var thrown = assertThrows(LandfallException.class, () -> world.run(world.versionWork(MODULE, "0.11.4")));
        assertEquals(ErrorKind.INVALID, thrown.kind());
        assertTrue(thrown.publicMessage().contains("0.11.x"), thrown.publicMessage());
    }

    @Test
    void aReservedVariableOfTheConfigIsRefused() {
        var thrown = assertThrows(
                LandfallException.class,
                () -> world.run(world.envWork(MODULE, Map.of("TF_HTTP_ADDRESS", "http://elsewhere"))));
        assertTrue(thrown.publicMessage().contains("TF_HTTP_ADDRESS"), thrown.publicMessage());
    }

    @Test
    void aStateOutageDuringAnApplyIsWaitedOut() {
        var plan = plan(MODULE, Map.of());
        world.client().failNext(2);
        assertEquals(JobOutcome.SUCCEEDED, world.apply(MODULE, plan).execution().outcome());
        assertNotEquals(0, world.client().states().size());
    }

    @Test
    void aStateThatTerraformCouldNotStoreIsStoredByTheRunner() {
        var plan = plan(MODULE, Map.of());
        world.client().refuseWrites(1, LandfallException.unauthenticated("The session has expired."));
        var ended = world.run(world.applyWork(MODULE, TerraformWorld.approval(plan)));
        assertEquals(JobOutcome.FAILED, ended.execution().outcome());
        assertTrue(
                world.lastJob().logText().contains("The new state is stored."),
                world.lastJob().logText());
        assertTrue(stateText().contains("\"login\""), "the resources are in the state");
        assertTrue(world.client().locks().isEmpty());
        assertFalse(Files.exists(kept()));
    }

    @Test
    void theStateOfAJobThatIsToldOfAStoreIsTheCustomersAlone() {
        var planned = world.planned(world.planWork(MODULE, Map.of(), List.of()).keptIn(STORE));
        var ended = world.run(world.applyWork(MODULE, planned).keptIn(STORE));
        assertEquals(
                JobOutcome.SUCCEEDED,
                ended.execution().outcome(),
                ended.execution().reason());
        assertTrue(world.client().states().isEmpty());
        assertEquals(1, world.objects().objects().size());
        var state = world.objects().objects().values().iterator().next();
        assertTrue(new String(state, UTF_8).contains("terraform_data"));
        assertFalse(world.planned(world.planWork(MODULE, Map.of(), List.of()).keptIn(STORE))
                .hasChanges());
    }

    @Test
    void aStateThatTheCustomersStoreDidNotTakeIsStoredByTheRunner() {
        var planned = world.planned(world.planWork(MODULE, Map.of(), List.of()).keptIn(STORE));
        world.client().refuseWrites(1, LandfallException.conflict("not this time"));
        var ended = world.run(world.applyWork(MODULE, planned).keptIn(STORE));
        assertEquals(JobOutcome.FAILED, ended.execution().outcome());
        assertTrue(
                world.lastJob().logText().contains("The new state is stored."),
                world.lastJob().logText());
        assertEquals(1, world.objects().objects().size());
        assertTrue(world.client().entries().containsKey("network"));
    }

    @Test
    void aStateThatIsNotTakenOutlivesTheWorkspace() throws IOException {
        var plan = plan(MODULE, Map.of());
        world.client().refuseWrites(100, LandfallException.conflict("The lease does not hold."));
        var ended = world.run(world.applyWork(MODULE, TerraformWorld.approval(plan)));
        assertEquals(JobOutcome.FAILED, ended.execution().outcome());
        assertTrue(
                ended.execution().reason().contains("kept on the runner in " + kept()),
                ended.execution().reason());
        assertTrue(Files.readString(kept()).contains("\"login\""));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())));
        assertFalse(Files.exists(world.lastJob().folders().root().resolve("state.json")));
    }

    @Test
    void aStateThatAKilledTerraformHadSentIsNotLost() throws Exception {
        var module = MODULE + """
                resource "terraform_data" "last" {
                  depends_on = [terraform_data.server]
                  provisioner "local-exec" { command = "touch %s" }
                }
                """.formatted(folder.resolve("started"));
        var plan = plan(module, Map.of());
        world.client().refuseWrites(1, LandfallException.unavailable("Away.", null));
        var work = world.applyWork(module, TerraformWorld.approval(plan));
        var job = world.job(work);
        var killer = Thread.ofVirtual().start(() -> {
            Eventually.holds(
                    "the state is sent",
                    Duration.ofSeconds(30),
                    () -> world.client().refusals() == 0);
            ProcessHandle.of(job.processes().getLast()).ifPresent(ProcessHandle::destroyForcibly);
        });
        var ended = world.run(job);
        killer.join();
        assertEquals(137, ended.execution().exitCode());
        assertTrue(stateText().contains("\"login\""), job.logText());
        assertTrue(world.client().locks().isEmpty());
    }

    private Path kept() {
        return world.lastJob().folders().runner().resolve("salvaged/in_test.jb_1-1.tfstate");
    }

    private String stateText() {
        return new String(world.client().states().getOrDefault("network", new byte[0]), UTF_8);
    }

    private String sizeAfter(TerraformWork work) {
        var display = Json.readTree(world.blobs().bytes(world.planned(work).displayBlob()));
        for (var change : display.path("resource_changes")) {
            if (change.path("address").asString().equals("terraform_data.server")) {
                return change.path("change").path("after").path("input").asString();
            }
        }
        return fail("no such change in " + display);
    }

    private ResultDetail.Plan plan(String module, Map<String, String> vars) {
        return world.planned(world.planWork(module, TerraformWorld.texts(vars), List.of()));
    }

    private void assertRefused(ResultDetail.Plan plan, String why) {
        assertRefused(world.applyWork(MODULE, plan), why);
    }

    private void assertRefused(TerraformWork work, String why) {
        var thrown = assertThrows(LandfallException.class, () -> world.run(work));
        assertEquals(ErrorKind.CONFLICT, thrown.kind());
        assertTrue(thrown.publicMessage().contains(why), thrown.publicMessage());
        assertTrue(world.client().states().isEmpty());
    }

    private void assertRefused(String workspace, ResultDetail.Plan plan) {
        assertRefused(world.applyWork(MODULE, workspace, TerraformWorld.approval(plan)), "plan again");
    }
}
