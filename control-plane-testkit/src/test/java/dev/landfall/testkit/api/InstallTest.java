package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.testkit.api.RunnerClient.Held;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallTest {

    private static final String INPUTS = "{\"region\":\"eu\",\"password\":\"hunter22\"}";

    private final Api api = new Api();
    private RunnerClient runner = new RunnerClient(api, "r1");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void app() {
        api.post("/v1/apps", "{\"name\":\"shop\"}").expect(201);
        api.upload("/v1/apps/shop/configs", new ExampleApp(folder).archive()).expect(201);
    }

    @Test
    void syncTellsWhatChangedAndKeepsEachConfigOnce() {
        var same = api.upload("/v1/apps/shop/configs", new ExampleApp(folder).archive())
                .expect(200);
        assertFalse(same.json().path("created").asBoolean(true));
        var network =
                "name = \"network\"\ntype = \"terraform_module\"\ndirectory = \"modules/network\"\n[vars]\nsize = 3\n";
        var changed =
                new ExampleApp(folder).with("components/network.toml", network).archive();
        var synced = api.upload("/v1/apps/shop/configs", changed).expect(201);
        assertEquals(2, synced.json().path("version").asInt(0));
        assertEquals("[\"network\"]", synced.json().path("changedComponents").toString());
        assertEquals(2, api.get("/v1/apps/shop/configs").json().path("items").size());
        assertEquals("network", api.get("/v1/apps/shop/configs/1").text("/components/0/name"));
        api.get("/v1/apps/shop/configs/9").expect(404);
        api.get("/v1/apps/shop/configs/x").expect(400);
    }

    @Test
    void brokenConfigsAreRefusedWithEveryProblem() {
        var broken = new ExampleApp(folder)
                .with("components/network.toml", "name = \"network\"\ntyp = \"terraform_module\"\n")
                .with("sandbox.toml", "directory = \"modules/none\"\nvars = 3\n")
                .archive();
        var refused = api.upload("/v1/apps/shop/configs", broken).expect(400).says("components/network.toml");
        assertTrue(
                refused.json().path("problems").size() > 1, refused.response().bodyText());
        api.upload("/v1/apps/shop/configs", "no gzip".getBytes(StandardCharsets.UTF_8))
                .expect(400);
        api.upload("/v1/apps/shop/configs", new byte[5 * 1024 * 1024 + 1]).expect(413);
        api.upload("/v1/apps/none/configs", new byte[1]).expect(404);
        assertEquals(1, api.get("/v1/apps/shop").json().path("latestVersion").asInt(0));
        api.post("/v1/apps", "{\"name\":\"shop\"}").expect(409);
    }

    @Test
    void whatThisVersionCannotRunIsKeptAndRefusedWhenSomebodyAsksForIt() {
        var config = new ExampleApp(folder).with("components/chart.toml", """
                        name = "chart"
                        type = "helm_chart"
                        chart_name = "chart"
                        directory = "modules/network"
                        """).with("actions/pods.toml", """
                        name = "pods"
                        enable_kube_config = true
                        [[triggers]]
                        type = "pre-teardown-component"
                        component_name = "chart"
                        [[steps]]
                        name = "pods"
                        command = "kubectl get pods"
                        """);
        var synced = api.upload("/v1/apps/shop/configs", config.archive()).expect(201);
        assertTrue(synced.json().path("notices").toString().contains("components of type helm_chart"));
        assertEquals("helm_chart", api.get("/v1/apps/shop").text("/components/0/type"));
        install(INPUTS).expect(201);
        for (var path : List.of("plan", "deploy")) {
            api.post("/v1/installs/acme/" + path, "{}")
                    .expect(400)
                    .says("'chart' (helm_chart)")
                    .says("cannot deploy");
        }
        api.post("/v1/installs/acme/deploy", "{\"components\":[\"chart\"]}")
                .expect(400)
                .says("'chart' (helm_chart)");
        api.post("/v1/installs/acme/actions/pods/runs", "{}").expect(400).says("enable_kube_config");
    }

    @Test
    void inputsAreCheckedAgainstTheApp() {
        install("{\"regoin\":\"eu\"}").expect(400).says("regoin").says("region");
        install("{}").expect(400).says("region");
        install("{\"region\":\"eu\",\"size\":\"many\"}").expect(400).says("size");
        install(INPUTS).expect(201);
        install(INPUTS).expect(409);
        api.post("/v1/installs", "{\"app\":\"none\",\"name\":\"b\"}").expect(404);
        api.post("/v1/installs", "{\"app\":\"shop\",\"name\":\"b\",\"approval\":\"maybe\"}")
                .expect(400);
    }

    @Test
    void sensitiveInputsAreKeptAsReferences() {
        var made = install(INPUTS).expect(201);
        var id = made.text("/id");
        assertEquals(id + "/inputs:password", made.text("/inputs/password/secret"));
        assertTrue(api.records.all().stream().noneMatch(stored -> stored.body().contains("hunter22")));
        assertEquals("hunter22", api.secrets.find(id + "/inputs", "password").orElseThrow());
    }

    @Test
    void changingInputsMergesAndDeploysNothing() {
        install(INPUTS).expect(201);
        var changed = api.call(
                        "PATCH", "/v1/installs/acme", "{\"inputs\":{\"size\":\"4\"},\"approval\":\"approve-all\"}")
                .expect(200);
        assertEquals(4, changed.json().at("/inputs/size").asInt(0));
        assertEquals("eu", changed.text("/inputs/region"));
        assertEquals("approve-all", changed.text("/approval"));
        assertEquals(
                1,
                api.call("PATCH", "/v1/installs/acme", "{\"inputs\":{\"size\":null}}")
                                .expect(200)
                                .json()
                                .path("inputs")
                                .path("region")
                                .asString("")
                                .length()
                        - 1);
        api.call("PATCH", "/v1/installs/acme", "{\"inputs\":{\"region\":null}}").expect(400);
        api.call("PATCH", "/v1/installs/acme", "{\"inputs\":{\"sise\":1}}")
                .expect(400)
                .says("size");
        api.call("PATCH", "/v1/installs/acme", "{\"configVersion\":7}").expect(404);
        api.call("PATCH", "/v1/installs/acme", "{\"name\":\"other\"}").expect(400);
        assertTrue(runner.tryNext().isEmpty());
    }

    @Test
    void aPlanSkipsWhatNeedsOutputsThatAreNotThereYet() {
        install(INPUTS).expect(201);
        var workflow = api.post("/v1/installs/acme/plan", null).expect(202).text("/workflow/id");
        runner.succeed(runner.next(), RunnerClient.plan("p1", 1));
        var view = api.get("/v1/workflows/" + workflow).expect(200);
        assertEquals("succeeded", view.text("/status"));
        assertEquals("skipped", view.text("/steps/1/status"));
        assertTrue(view.text("/steps/1/reason").contains("not deployed yet"), view.text("/steps/1/reason"));
        assertEquals("p1", view.text("/steps/0/plan/digest"));
    }

    @Test
    void aDeployGoesThroughPlanApprovalAndApplyOfEachPart() {
        install(INPUTS).expect(201);
        var workflow = start("deploy");
        var plan = runner.next();
        var work = (TerraformWork) plan.spec().work();
        assertEquals(TerraformWork.Operation.PLAN, work.operation());
        assertEquals("eu", variable(plan, "region").stringValue());
        runner.succeed(plan, RunnerClient.plan("p1", 2));
        assertEquals("awaiting-approval", api.get("/v1/workflows/" + workflow).text("/status"));
        assertTrue(runner.tryNext().isEmpty());
        approve(workflow, "{\"digest\":\"other\"}").expect(409);
        approve(workflow, "{\"digest\":\"p1\"}").expect(200);
        var apply = runner.next();
        assertEquals("p1", approvedPlan(apply));
        runner.succeed(apply, RunnerClient.outputs("zone", "z1"));

        var network = runner.next();
        assertEquals("z1", variable(network, "zone").stringValue());
        assertEquals(1, variable(network, "size").intValue());
        finish(workflow, network, "p2", "subnet", "s1");

        var service = runner.next();
        assertEquals("s1", variable(service, "subnet").stringValue());
        var password = new SecretRef(plan.lease().job().partition() + "/inputs", "password");
        assertEquals(password.inText(), variable(service, "password").stringValue());
        assertEquals(List.of(password), service.spec().secrets());
        finish(workflow, service, "p3", "url", "http://x");

        var action = runner.next();
        var step = ((ActionWork) action.spec().work()).steps().get(0);
        assertEquals("echo http://x", step.command());
        runner.succeed(action, RunnerClient.outputs("greeted", "yes"));
        var view = api.get("/v1/workflows/" + workflow);
        assertEquals("succeeded", view.text("/status"), view.response().bodyText());
        var install = api.get("/v1/installs/acme");
        assertEquals("active", install.text("/status"));
        assertEquals("z1", install.text("/outputs/sandbox/zone"));
        assertEquals("s1", install.text("/outputs/components/network/subnet"));
        assertEquals("active", install.text("/components/0/status"));
    }

    @Test
    void aPlanWithoutChangesIsNeitherAskedForNorApplied() {
        deployed();
        var workflow = start("deploy");
        for (int i = 0; i < 3; i++) {
            runner.succeed(runner.next(), RunnerClient.plan("same" + i, 0));
        }
        var action = runner.next();
        assertEquals(ActionWork.KIND, action.spec().work().kindName());
        runner.succeed(action, null);
        var view = api.get("/v1/workflows/" + workflow);
        assertEquals("succeeded", view.text("/status"));
        assertTrue(view.text("/steps/2/reason").contains("no changes"), view.text("/steps/2/reason"));
    }

    @Test
    void aStalePlanIsMadeAndApprovedAgainThreeTimesAtMost() {
        install(INPUTS).expect(201);
        var workflow = start("deploy");
        for (int i = 1; i <= 3; i++) {
            runner.succeed(runner.next(), RunnerClient.plan("p" + i, 1));
            approve(workflow, "{}").expect(200);
            runner.complete(runner.next(), JobOutcome.FAILED, "stale-plan: the state has changed", null);
        }
        assertTrue(runner.tryNext().isEmpty());
        var view = api.get("/v1/workflows/" + workflow);
        assertEquals("failed", view.text("/status"));
        assertEquals("error", api.get("/v1/installs/acme").text("/status"));
        assertEquals("skipped", view.text("/steps/3/status"));
    }

    @Test
    void aStalePlanThatSucceedsTheSecondTimeGoesOn() {
        install(INPUTS).expect(201);
        var workflow = start("deploy");
        runner.succeed(runner.next(), RunnerClient.plan("p1", 1));
        approve(workflow, "{}").expect(200);
        runner.complete(runner.next(), JobOutcome.FAILED, "stale-plan: the state has changed", null);
        finish(workflow, runner.next(), "p2", "zone", "z");
        assertEquals(
                "component:network:plan",
                runner.next().spec().work() instanceof TerraformWork work
                        ? "component:" + work.workspace().substring("component-".length()) + ":plan"
                        : "");
    }

    @Test
    void whatIsDeniedIsNotAppliedAndNothingAfterIt() {
        install(INPUTS).expect(201);
        var workflow = start("deploy");
        runner.succeed(runner.next(), RunnerClient.plan("p1", 1));
        api.post("/v1/workflows/" + workflow + "/deny", "{\"reason\":\"too big\"}")
                .expect(200)
                .says("too big");
        assertTrue(runner.tryNext().isEmpty());
        assertEquals("failed", api.get("/v1/workflows/" + workflow).text("/status"));
        api.post("/v1/workflows/" + workflow + "/retry", "{}").expect(200);
        assertEquals(TerraformWork.KIND, runner.next().spec().work().kindName());
    }

    @Test
    void approveAllAsksNobody() {
        install(INPUTS).expect(201);
        api.call("PATCH", "/v1/installs/acme", "{\"approval\":\"approve-all\"}").expect(200);
        start("deploy");
        runner.succeed(runner.next(), RunnerClient.plan("p1", 1));
        assertEquals(
                TerraformWork.Operation.APPLY,
                ((TerraformWork) runner.next().spec().work()).operation());
    }

    @Test
    void oneChangingWorkflowAtATime() {
        install(INPUTS).expect(201);
        var first = start("deploy");
        api.post("/v1/installs/acme/deploy", null).expect(409).says(first);
        api.call("DELETE", "/v1/installs/acme", null).expect(409);
        api.post("/v1/installs/acme/plan", null).expect(202);
        assertEquals(first, api.get("/v1/installs/acme").text("/activeWorkflow"));
    }

    @Test
    void onlyTheNamedComponentsAreDeployed() {
        deployed();
        api.post("/v1/installs/acme/deploy", "{\"components\":[\"netwrok\"]}")
                .expect(400)
                .says("network");
        var workflow = api.post("/v1/installs/acme/deploy", "{\"components\":[\"network\"]}")
                .expect(202)
                .text("/workflow/id");
        assertEquals(
                3, api.get("/v1/workflows/" + workflow).json().path("steps").size());
    }

    @Test
    void deprovisionTakesDownInReverseOrder() {
        deployed();
        api.call("DELETE", "/v1/installs/acme", null).expect(409);
        var workflow = start("deprovision");
        for (String workspace : List.of("component-service", "component-network", "sandbox")) {
            var plan = runner.next();
            var work = (TerraformWork) plan.spec().work();
            assertEquals(workspace, work.workspace());
            assertTrue(work.destroy());
            assertTrue(runner.tryNext().isEmpty());
            finish(workflow, plan, "d-" + workspace, "", "");
        }
        assertEquals("succeeded", api.get("/v1/workflows/" + workflow).text("/status"));
        assertEquals("deprovisioned", api.get("/v1/installs/acme").text("/status"));
        api.post("/v1/installs/acme/deprovision", null).expect(409);
        api.call("DELETE", "/v1/installs/acme", null).expect(204);
        api.get("/v1/installs/acme").expect(404);
        install(INPUTS).expect(201);
    }

    @Test
    void anActionRunsByItself() {
        deployed();
        assertEquals("smoke", api.get("/v1/installs/acme/actions").text("/items/0/name"));
        api.post("/v1/installs/acme/actions/none/runs", null).expect(404);
        api.post("/v1/installs/acme/actions/smoke/runs", "{\"env\":{\"A\":\"${secret:other:k}\"}}")
                .expect(202);
        assertTrue(runner.tryNext().isEmpty());
        var workflow = api.post("/v1/installs/acme/actions/smoke/runs", "{\"env\":{\"A\":\"b\"}}")
                .expect(202)
                .text("/workflow/id");
        var held = runner.next();
        assertEquals("b", ((ActionWork) held.spec().work()).env().get("A"));
        assertEquals("manual", ((ActionWork) held.spec().work()).trigger());
        runner.succeed(held, null);
        assertEquals("succeeded", api.get("/v1/workflows/" + workflow).text("/status"));
    }

    @Test
    void sensitiveOutputsTravelAsReferences() {
        install(INPUTS).expect(201);
        var workflow = start("deploy");
        runner.succeed(runner.next(), RunnerClient.plan("p1", 1));
        approve(workflow, "{}").expect(200);
        var apply = runner.next();
        var stored = runner.call(
                        "POST",
                        "/v1/runner/secrets/store",
                        Map.of("lease", apply.lease(), "values", Map.of("zone", "\"s3cret\"")))
                .expect(200);
        var ref = SecretRef.parse(stored.text("/refs/zone"));
        assertEquals(apply.lease().job().partition() + "/outputs/sandbox", ref.path());
        runner.succeed(apply, new ResultDetail.Outputs(Map.of("zone", new OutputValue(null, null, ref))));
        var network = runner.next();
        assertEquals(ref.inText(), variable(network, "zone").stringValue());
        assertEquals(List.of(ref), network.spec().secrets());
        assertEquals(ref.toString(), api.get("/v1/installs/acme").text("/outputs/sandbox/zone/secret"));
        assertTrue(api.records.all().stream().noneMatch(record -> record.body().contains("s3cret")));
    }

    @Test
    void blobsAreLentOnlyForWhatTheSpecNames() {
        install(INPUTS).expect(201);
        start("deploy");
        var held = runner.next();
        var lease = held.lease();
        var blob = ((dev.landfall.protocol.job.SourceRef.Archive)
                        ((TerraformWork) held.spec().work()).source())
                .blob();
        var path = "/v1/runner/blob-addresses";
        runner.call("POST", path, Map.of("lease", lease, "access", "READ", "blob", blob))
                .expect(200);
        runner.call("POST", path, Map.of("lease", lease, "access", "READ", "blob", "apps/other"))
                .expect(403);
        runner.call("POST", path, Map.of("lease", lease, "access", "WRITE", "blob", "../x"))
                .expect(400);
        var written = runner.call("POST", path, Map.of("lease", lease, "access", "WRITE", "blob", "plan.json"))
                .expect(200);
        assertEquals("jobs/" + lease.job() + "/1/plan.json", written.text("/key"));
        runner.succeed(held, RunnerClient.plan("p1", 0));
        runner.call("POST", path, Map.of("lease", lease, "access", "READ", "blob", blob))
                .expect(409);
    }

    @Test
    void aDeployThatFailsAtOnceLeavesNoLockBehind() {
        var broken = "directory = \"modules/sandbox\"\n[vars]\nregion = \"${secret:elsewhere:k}\"\n";
        api.upload(
                        "/v1/apps/shop/configs",
                        new ExampleApp(folder).with("sandbox.toml", broken).archive())
                .expect(201);
        install(INPUTS).expect(201);
        var workflow = start("deploy");
        var view = api.get("/v1/workflows/" + workflow);
        assertEquals("failed", view.text("/status"));
        assertTrue(view.text("/steps/0/reason").contains("out of its reach"), view.text("/steps/0/reason"));
        assertEquals("", api.get("/v1/installs/acme").text("/activeWorkflow"));
        start("deploy");
    }

    @Test
    void scheduledActionsRunOncePerTimeWhileTheInstallIsDeployed() {
        scheduled();
        passMinutes(6);
        var first = runner.next();
        assertEquals("cron", ((ActionWork) first.spec().work()).trigger());
        assertTrue(runner.tryNext().isEmpty());
        passMinutes(10);
        assertTrue(runner.tryNext().isEmpty(), "the run before has not ended");
        runner.succeed(first, null);
        passMinutes(11);
        runner.succeed(runner.next(), null);
        assertTrue(runner.tryNext().isEmpty());
    }

    @Test
    void timesThatWereMissedForLongAreLeftOut() {
        scheduled();
        api.clock.advance(java.time.Duration.ofHours(5));
        runner = new RunnerClient(api, "r2");
        passMinutes(2);
        assertTrue(runner.tryNext().isEmpty());
        passMinutes(11);
        runner.next();
    }

    private void scheduled() {
        var often = """
                name = "often"
                timeout = "30m"
                [[triggers]]
                type = "cron"
                cron_schedule = "*/10 * * * *"
                [[steps]]
                name = "a"
                command = "true"
                """;
        api.upload(
                        "/v1/apps/shop/configs",
                        new ExampleApp(folder).with("actions/often.toml", often).archive())
                .expect(201);
        deployed();
        passMinutes(6);
        assertTrue(runner.tryNext().isEmpty());
    }

    private void passMinutes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            api.clock.advance(java.time.Duration.ofMinutes(1));
            api.controlPlane.tick().tick();
            runner.beat();
            api.pump();
        }
    }

    @Test
    void listsPageByName() {
        for (String name : List.of("c", "a", "b")) {
            api.post("/v1/installs", "{\"app\":\"shop\",\"name\":\"" + name + "\",\"inputs\":" + INPUTS + "}")
                    .expect(201);
        }
        var first = api.get("/v1/installs?app=shop&limit=2").expect(200);
        assertEquals("a", first.text("/items/0/name"));
        var second = api.get("/v1/installs?app=shop&limit=2&after=" + first.text("/next"))
                .expect(200);
        assertEquals("c", second.text("/items/0/name"));
        api.get("/v1/installs?app=none").expect(404);
    }

    private Reply install(String inputs) {
        return api.post("/v1/installs", "{\"app\":\"shop\",\"name\":\"acme\",\"inputs\":" + inputs + "}");
    }

    private String start(String what) {
        return api.post("/v1/installs/acme/" + what, null).expect(202).text("/workflow/id");
    }

    private Reply approve(String workflow, String body) {
        return api.post("/v1/workflows/" + workflow + "/approve", body);
    }

    private void finish(String workflow, Held plan, String digest, String output, String value) {
        runner.succeed(plan, RunnerClient.plan(digest, 1));
        approve(workflow, "{\"digest\":\"" + digest + "\"}").expect(200);
        runner.succeed(runner.next(), output.isEmpty() ? null : RunnerClient.outputs(output, value));
    }

    private static tools.jackson.databind.JsonNode variable(Held held, String name) {
        return java.util.Objects.requireNonNull(
                ((TerraformWork) held.spec().work()).vars().get(name));
    }

    private static String approvedPlan(Held held) {
        return java.util.Objects.requireNonNull(((TerraformWork) held.spec().work()).plan())
                .planSha256();
    }

    private void deployed() {
        install(INPUTS).expect(201);
        var workflow = start("deploy");
        finish(workflow, runner.next(), "p1", "zone", "z1");
        finish(workflow, runner.next(), "p2", "subnet", "s1");
        finish(workflow, runner.next(), "p3", "url", "http://x");
        runner.succeed(runner.next(), null);
        assertEquals("succeeded", api.get("/v1/workflows/" + workflow).text("/status"));
    }
}
