package dev.landfall.runner.kind.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.state.StateStore;
import dev.landfall.runner.cache.ArchiveCache;
import dev.landfall.runner.cache.PluginCache;
import dev.landfall.runner.job.HandledWork;
import dev.landfall.runner.kind.FakeBlobs;
import dev.landfall.runner.kind.FakeClient;
import dev.landfall.runner.kind.FakeJob;
import dev.landfall.runner.plan.KeyFilePlanCipher;
import dev.landfall.runner.source.ArchiveSource;
import dev.landfall.runner.source.GitSource;
import dev.landfall.runner.source.Sources;
import dev.landfall.runner.statestore.ObjectsInMemory;
import dev.landfall.runner.tool.InstalledTools;
import dev.landfall.runner.tool.TerraformChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A control plane's memory and a runner's folders, in which several Terraform jobs run one after the other. */
final class TerraformWorld {

    /** Of jobs that are told of one. */
    static final StateStore STORE = new StateStore.AwsBucket("eu-central-1", "shop-acme");

    private final Path folder;
    private final String path;
    private final FakeClient client = new FakeClient();
    private final FakeBlobs blobs = new FakeBlobs();
    private final ObjectsInMemory objects = new ObjectsInMemory();
    private final InstalledTools tools;
    private final TerraformEquipment equipment;
    private int jobs;
    private @Nullable FakeJob last;

    TerraformWorld(Path folder) {
        this(folder, String.valueOf(System.getenv("PATH")));
    }

    TerraformWorld(Path folder, String path) {
        this.folder = folder;
        this.path = path;
        this.tools = new InstalledTools(path, TerraformChoice.ANY);
        var archives = new ArchiveSource(new ArchiveCache(folder.resolve("cache/archives"), InstantSource.system()));
        var random = new SecureRandom();
        this.equipment = new TerraformEquipment(
                tools,
                new Sources(archives, new GitSource(tools)),
                new PluginCache(folder.resolve("cache/terraform"), 1 << 20),
                new KeyFilePlanCipher(planKey(), random),
                access -> objects,
                random,
                Map.of(),
                Duration.ZERO);
    }

    boolean hasTerraform() {
        try {
            return !tools.terraform().version().isEmpty();
        } catch (LandfallException e) {
            return false;
        }
    }

    Path planKey() {
        return folder.resolve("plan.key");
    }

    FakeClient client() {
        return client;
    }

    FakeBlobs blobs() {
        return blobs;
    }

    FakeJob lastJob() {
        var job = last;
        if (job == null) {
            throw new AssertionError("no job ran yet");
        }
        return job;
    }

    /** What the customer of {@link #STORE} has. */
    ObjectsInMemory objects() {
        return objects;
    }

    static Map<String, JsonNode> texts(Map<String, String> vars) {
        var texts = new TreeMap<String, JsonNode>();
        vars.forEach((name, text) -> texts.put(name, JsonNodeFactory.instance.stringNode(text)));
        return texts;
    }

    static TerraformWork.ApprovedPlan approval(ResultDetail.Plan plan) {
        return new TerraformWork.ApprovedPlan(plan.blob(), plan.blobSha256(), plan.planSha256());
    }

    TerraformWork planWork(String module, Map<String, JsonNode> vars, List<String> varFiles) {
        return work(Map.of("main.tf", module), false, null, "network", vars, varFiles, Map.of(), null);
    }

    TerraformWork planWork(Map<String, String> files) {
        return work(files, false, null, "network", Map.of(), List.of(), Map.of(), null);
    }

    TerraformWork destroyWork(String module) {
        return work(Map.of("main.tf", module), true, null, "network", Map.of(), List.of(), Map.of(), null);
    }

    TerraformWork versionWork(String module, String version) {
        return work(Map.of("main.tf", module), false, version, "network", Map.of(), List.of(), Map.of(), null);
    }

    TerraformWork envWork(String module, Map<String, String> env) {
        return work(Map.of("main.tf", module), false, null, "network", Map.of(), List.of(), env, null);
    }

    TerraformWork applyWork(String module, ResultDetail.Plan plan) {
        return applyWork(module, approval(plan));
    }

    TerraformWork applyWork(String module, TerraformWork.ApprovedPlan plan) {
        return applyWork(module, "network", plan);
    }

    TerraformWork applyWork(String module, String workspace, TerraformWork.ApprovedPlan plan) {
        return work(Map.of("main.tf", module), false, null, workspace, Map.of(), List.of(), Map.of(), plan);
    }

    FakeJob job(TerraformWork work) {
        jobs++;
        last = new FakeJob(
                folder.resolve("run-" + jobs),
                work,
                client,
                blobs,
                Map.of(new SecretRef("app", "token"), "t0ps3cr3t-value-91"),
                path);
        return last;
    }

    FakeJob.Ended run(TerraformWork work) {
        return run(job(work));
    }

    FakeJob.Ended run(FakeJob job) {
        var work = assertInstanceOf(TerraformWork.class, job.spec().work());
        return job.run(new HandledWork<>(new TerraformHandler(equipment), work));
    }

    ResultDetail.Plan planned(TerraformWork work) {
        return assertInstanceOf(
                ResultDetail.Plan.class, succeeded(run(work)).detail().orElseThrow());
    }

    FakeJob.Ended apply(String module, ResultDetail.Plan plan) {
        return succeeded(run(applyWork(module, plan)));
    }

    private FakeJob.Ended succeeded(FakeJob.Ended ended) {
        assertEquals(
                JobOutcome.SUCCEEDED,
                ended.execution().outcome(),
                ended.execution().reason() + lastJob().logText());
        return ended;
    }

    private TerraformWork work(
            Map<String, String> files,
            boolean destroy,
            @Nullable String version,
            String workspace,
            Map<String, JsonNode> vars,
            List<String> varFiles,
            Map<String, String> env,
            TerraformWork.@Nullable ApprovedPlan plan) {
        return new TerraformWork(
                plan == null ? TerraformWork.Operation.PLAN : TerraformWork.Operation.APPLY,
                destroy,
                version,
                archive(files),
                workspace,
                vars,
                varFiles,
                env,
                plan);
    }

    private SourceRef.Archive archive(Map<String, String> files) {
        try {
            var module = Files.createTempDirectory(folder, "module");
            for (var file : files.entrySet()) {
                Files.writeString(module.resolve(file.getKey()), file.getValue());
            }
            var bytes = ConfigArchive.pack(module).orElseThrow();
            var key = "configs/" + FakeBlobs.sha256(bytes);
            blobs.all().put(key, bytes);
            return new SourceRef.Archive(key, FakeBlobs.sha256(bytes), ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
