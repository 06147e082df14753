package dev.landfall.runner.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.fake.FakeControlPlane;
import dev.landfall.runner.kind.FakeBlobs;
import dev.landfall.runner.kind.terraform.Eventually;
import dev.landfall.runner.session.Registration.Existing;
import dev.landfall.runner.tool.InstalledTools;
import dev.landfall.runner.tool.TerraformChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Terraform jobs through the whole daemon: its claims, processes, logs and sockets. */
@Timeout(120)
class TerraformDaemonIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private FakeControlPlane controlPlane;
    private RunnerDaemon daemon;

    @BeforeEach
    void start() throws IOException {
        var path = String.valueOf(System.getenv("PATH"));
        assumeTrue(
                new InstalledTools(path, TerraformChoice.ANY)
                        .versions().keySet().stream().anyMatch(TerraformChoice.ANY.names()::contains),
                "neither terraform nor tofu is on the PATH: install one to run this test");
        controlPlane = new FakeControlPlane();
        var config = RunnerConfig.from(
                Map.of("LANDFALL_RUNNER_DIR", folder.resolve("runner").toString(), "PATH", path));
        RunnerDaemon.register(config, controlPlane.uri(), FakeControlPlane.ENROLMENT_TOKEN, Existing.KEEP);
        daemon = RunnerDaemon.start(config);
    }

    @AfterEach
    void stop() {
        daemon.close();
        controlPlane.close();
    }

    @Test
    void aPlanIsAppliedByTheDaemon() throws Exception {
        var source = archive(
                "resource \"terraform_data\" \"x\" { input = \"hello\" }\noutput \"x\" { value = terraform_data.x.output }\n");
        var plan = plan(source);
        assertEquals(List.of("+ create terraform_data.x", "+ create output x"), plan.summary());

        var applied = run(work(source, plan));
        assertEquals(JobOutcome.SUCCEEDED, applied.outcome(), applied.reason());
        assertTrue(String.valueOf(applied.detail()).contains("hello"), String.valueOf(applied.detail()));
        assertTrue(controlPlane.states().states().containsKey("main"));
        assertTrue(controlPlane.states().locks().isEmpty());
    }

    @Test
    void cancelDuringAnApplyLetsTerraformUnlock() throws Exception {
        var marker = folder.resolve("started");
        var source = archive("resource \"terraform_data\" \"x\" {\n provisioner \"local-exec\" {\n  command = \"touch "
                + marker + "; sleep 60\"\n }\n}\n");
        var job = controlPlane.model().enqueue(work(source, plan(source)));
        Eventually.holds("the apply has started", PATIENCE, () -> Files.exists(marker));
        assertFalse(controlPlane.states().locks().isEmpty(), "an apply holds the lock");
        controlPlane.model().cancel(job);
        assertTrue(controlPlane.model().awaitResults(List.of(job), PATIENCE));
        var result = controlPlane.model().result(job);
        assertNotNull(result);
        assertEquals(JobOutcome.CANCELLED, result.outcome());
        assertTrue(controlPlane.states().locks().isEmpty(), "the lock is released");
        Eventually.holds(
                "Terraform was interrupted",
                PATIENCE,
                () -> controlPlane.model().log(job).contains("Interrupt received"));
        assertFalse(controlPlane.model().log(job).contains("the runner released it"), "Terraform itself unlocked");
    }

    private ResultDetail.Plan plan(SourceRef source) throws InterruptedException {
        var planned = run(work(source, null));
        assertEquals(JobOutcome.SUCCEEDED, planned.outcome(), planned.reason());
        return assertInstanceOf(ResultDetail.Plan.class, planned.detail());
    }

    private JobResult run(TerraformWork work) throws InterruptedException {
        var job = controlPlane.model().enqueue(work);
        assertTrue(controlPlane.model().awaitResults(List.of(job), PATIENCE), "no result");
        var result = controlPlane.model().result(job);
        assertNotNull(result);
        return result;
    }

    private static TerraformWork work(SourceRef source, ResultDetail.@Nullable Plan plan) {
        return new TerraformWork(
                plan == null ? TerraformWork.Operation.PLAN : TerraformWork.Operation.APPLY,
                false,
                null,
                source,
                "main",
                Map.of(),
                List.of(),
                Map.of(),
                plan == null
                        ? null
                        : new TerraformWork.ApprovedPlan(plan.blob(), plan.blobSha256(), plan.planSha256()));
    }

    private SourceRef archive(String module) throws IOException {
        var config = Files.createTempDirectory(folder, "config");
        Files.writeString(config.resolve("main.tf"), module, StandardCharsets.UTF_8);
        var bytes = ConfigArchive.pack(config).orElseThrow();
        controlPlane.blob("config", bytes);
        return new SourceRef.Archive("config", FakeBlobs.sha256(bytes), ".");
    }
}
