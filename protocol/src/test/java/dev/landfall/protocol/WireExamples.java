package dev.landfall.protocol;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.CiJobDefinition;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.GitCredentials;
import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.job.ShutdownWork;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.job.VmShutdownWork;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.BlobAddress;
import dev.landfall.protocol.lease.BlobAddressRequest;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.protocol.lease.ResolveSecretsRequest;
import dev.landfall.protocol.lease.ResolvedSecrets;
import dev.landfall.protocol.lease.StoreSecretOutputs;
import dev.landfall.protocol.lease.StoredSecretOutputs;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.NonceReply;
import dev.landfall.protocol.runner.NonceRequest;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterReply;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.protocol.state.StateEntry;
import dev.landfall.protocol.state.StateStore;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One of everything that runners and control planes tell each other, by a name that says which. */
final class WireExamples {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final JobId JOB = new JobId("in_1.jb_1");
    private static final Lease LEASE = new Lease(JOB, 1, 2);
    private static final PoolId POOL = new PoolId("pool_1");
    private static final RunnerId RUNNER = new RunnerId("rn_1");
    private static final SecretRef SECRET = new SecretRef("ci", "password");
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final List<PhaseReport> PHASES = List.of(new PhaseReport(Phase.FETCH, NOW, NOW));

    private WireExamples() {}

    static Map<String, Object> all() {
        var all = new LinkedHashMap<String, Object>();
        all.putAll(joining());
        all.putAll(working());
        all.putAll(specs());
        all.putAll(ends());
        return all;
    }

    /** The spec of a CI job that nothing else belongs to. */
    static JobSpec spec() {
        var work = new CiWork("build", "make", Map.of("A", "b"), null, null);
        return spec(work, null, JobIdentity.NONE);
    }

    private static Map<String, Object> joining() {
        var all = new LinkedHashMap<String, Object>();
        all.put("RegisterRequest", new RegisterRequest("lfe_1", "r", "{}"));
        all.put("RegisterRequest with an identity", new RegisterRequest(null, "r", "{}", POOL, shown(aws())));
        all.put("RegisterReply", new RegisterReply(RUNNER, POOL, "{}"));
        all.put("NonceRequest", new NonceRequest(POOL));
        all.put("NonceReply", new NonceReply("n-1", NOW));
        all.put("SessionProof", new SessionProof(RUNNER, "boot", SessionProof.AUDIENCE, NOW));
        all.put(
                "OpenSessionRequest",
                new OpenSessionRequest(RUNNER, "boot", "p.r.f", "1.0", 2, Map.of("git", "2"), List.of(LEASE)));
        var azure = shown(new IdentityProof.AzureToken("t"));
        all.put(
                "OpenSessionRequest with an identity",
                new OpenSessionRequest(RUNNER, "boot", "p.r.f", "1.0", 2, Map.of(), List.of(), azure));
        all.put("ShownIdentity", shown(new IdentityProof.KubernetesToken("t")));
        all.put("OpenSessionReply", new OpenSessionReply("token", NOW, POOL, queue(), NOW));
        return all;
    }

    private static Map<String, Object> working() {
        var all = new LinkedHashMap<String, Object>();
        all.put("QueueMessage", new QueueMessage(JOB, 1));
        all.put("ClaimRequest", new ClaimRequest(JOB, 1, "claim"));
        all.put("ClaimReply", new ClaimReply(LEASE, "s", "c", NOW));
        all.put("HeartbeatRequest", new HeartbeatRequest(List.of(new HeartbeatRequest.Held(LEASE, PHASES)), true));
        for (var order : HeartbeatReply.Order.values()) {
            var announced = List.of(new QueueMessage(JOB, 1));
            all.put(
                    "HeartbeatReply " + order,
                    new HeartbeatReply(Map.of(JOB, order), true, queue(), "token", NOW, announced));
        }
        all.put("ResolveSecretsRequest", new ResolveSecretsRequest(LEASE, List.of(SECRET)));
        all.put("ResolvedSecrets", new ResolvedSecrets(Map.of(SECRET, "value")));
        all.put("BlobAddressRequest", new BlobAddressRequest(LEASE, BlobAddressRequest.Access.WRITE, "plan"));
        all.put("BlobAddress", new BlobAddress("k", URI.create("https://h/b"), NOW, Map.of("x-ms-blob-type", "b")));
        all.put("StoreSecretOutputs", new StoreSecretOutputs(LEASE, Map.of("a", "value")));
        all.put("StateEntry", new StateEntry(7, "l", SHA256, 1, "states/sandbox/7.tfstate"));
        all.put("StoredSecretOutputs", new StoredSecretOutputs(Map.of("a", SECRET)));
        return all;
    }

    private static Map<String, Object> specs() {
        var git = new SourceRef.Git(
                "https://h/r.git", "main", "d", new GitCredentials(GitCredentials.Type.TOKEN, SECRET));
        var archive = new SourceRef.Archive("apps/1", SHA256, "modules/a");
        var role = new JobIdentity.AwsRole("arn:aws:iam::123456789012:role/a", "acme", "{}");
        var azure = new JobIdentity.AzureManagedIdentity("11111111-2222-3333-4444-555555555555");
        var account = new JobIdentity.KubernetesServiceAccount("apps", "deployer", "aud");
        var step = new ActionWork.Step("s", "./run", null, Map.of("A", "b"), git);
        var all = new LinkedHashMap<String, Object>();
        all.put("JobSpec", spec());
        all.put(
                "JobSpec of a plan",
                spec(terraform(TerraformWork.Operation.PLAN, archive), JobOperation.PROVISION, role));
        all.put(
                "JobSpec of an apply",
                spec(terraform(TerraformWork.Operation.APPLY, archive), JobOperation.PROVISION, azure));
        all.put(
                "JobSpec of an action",
                spec(new ActionWork("a", "manual", List.of(step), Map.of(), git), JobOperation.MAINTENANCE, account));
        all.put(
                "JobSpec of an evaluation",
                spec(new EvaluateWork(git, "push", "main", "c0ffee", List.of("a.txt")), null, JobIdentity.NONE));
        var bucket = new StateStore.AwsBucket("eu-central-1", "states");
        all.put(
                "JobSpec of a plan whose state the customer keeps",
                spec(terraform(TerraformWork.Operation.PLAN, archive).keptIn(bucket), JobOperation.PROVISION, role));
        all.put("JobSpec of the end of a machine", spec(new VmShutdownWork(), null, JobIdentity.NONE));
        all.put("JobSpec of a health check", spec(new HealthCheckWork(), null, JobIdentity.NONE));
        all.put("JobSpec of a shutdown", spec(new ShutdownWork(), null, JobIdentity.NONE));
        all.put(
                "JobSpec of an update",
                spec(new UpdateWork("m.n.o", URI.create("https://h/releases")), null, JobIdentity.NONE));
        return all;
    }

    private static Map<String, Object> ends() {
        var outputs = new ResultDetail.Outputs(Map.of(
                "a", new OutputValue(tree("string"), tree("value"), null), "b", new OutputValue(null, null, SECRET)));
        var plan = new ResultDetail.Plan(true, 1, 2, 3, "plan", SHA256, SHA256, "plan.json", List.of("+ a"));
        var job = new CiJobDefinition("b", "f.yaml", "make", Map.of("A", "b"), "d", 60, List.of("a"), "all_success");
        var all = new LinkedHashMap<String, Object>();
        all.put("CompleteRequest", end(JobOutcome.SUCCEEDED, null));
        all.put("CompleteRequest with outputs", end(JobOutcome.SUCCEEDED, outputs));
        all.put("CompleteRequest with a plan", end(JobOutcome.SUCCEEDED, plan));
        all.put(
                "CompleteRequest with definitions",
                end(JobOutcome.SUCCEEDED, new ResultDetail.Definitions(List.of(job), List.of("n"))));
        for (var outcome : JobOutcome.values()) {
            all.put("CompleteRequest " + outcome, end(outcome, null));
        }
        return all;
    }

    private static CompleteRequest end(JobOutcome outcome, @Nullable ResultDetail detail) {
        return new CompleteRequest(LEASE, new JobResult(outcome, 0, "r", false, PHASES, 3, detail));
    }

    private static TerraformWork terraform(TerraformWork.Operation operation, SourceRef source) {
        var plan = operation == TerraformWork.Operation.PLAN
                ? null
                : new TerraformWork.ApprovedPlan("plan", SHA256, SHA256);
        return new TerraformWork(
                operation,
                false,
                "1.11.4",
                source,
                "sandbox",
                Map.of("size", tree("small")),
                List.of("a = 1\n"),
                Map.of("A", "b"),
                plan);
    }

    private static JobSpec spec(JobWork work, @Nullable JobOperation operation, JobIdentity identity) {
        return new JobSpec(
                JOB,
                1,
                POOL,
                NOW,
                NOW.plusSeconds(60),
                60,
                5,
                List.of(SECRET),
                "web",
                work,
                new OrgId("org_1"),
                operation,
                identity);
    }

    private static IdentityProof aws() {
        return new IdentityProof.AwsCaller("sts.eu-central-1.amazonaws.com", Map.of("Authorization", "a"));
    }

    private static ShownIdentity shown(IdentityProof proof) {
        return new ShownIdentity("n-1", proof);
    }

    private static QueueAccess queue() {
        return new QueueAccess(QueueAccess.LANDFALL, URI.create("https://h/q"), Map.of("token", "t"), NOW);
    }

    private static JsonNode tree(String text) {
        return Json.mapper().valueToTree(text);
    }
}
