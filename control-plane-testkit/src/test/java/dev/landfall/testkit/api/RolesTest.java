package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.testkit.api.RunnerClient.Held;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

final class RolesTest {

    private static final String INSTALL = "/v1/installs/acme";

    /** What the templates of the example app read of its parts. */
    private static final ResultDetail EVERY_OUTPUT = new ResultDetail.Outputs(Map.of(
            "zone", output("z1"),
            "subnet", output("s1"),
            "url", output("http://x")));

    private final Api api = new Api();
    private final RunnerClient runner = new RunnerClient(api, "r1");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void install() {
        api.post("/v1/apps", "{\"name\":\"shop\"}").expect(201);
        api.upload("/v1/apps/shop/configs", new ExampleApp(folder).archive()).expect(201);
        api.post(
                        "/v1/installs",
                        "{\"app\":\"shop\",\"name\":\"acme\",\"approval\":\"approve-all\","
                                + "\"inputs\":{\"region\":\"eu\",\"password\":\"hunter22\"}}")
                .expect(201);
    }

    @Test
    void withoutRolesJobsRunWithoutAnIdentity() {
        start("deploy");
        var held = runner.next();

        assertEquals(JobIdentity.NONE, held.spec().identity());
        assertNull(held.spec().operation());
        assertTrue(api.get("/v1/jobs/" + held.lease().job())
                .json()
                .path("identity")
                .isMissingNode());
    }

    @Test
    void theFirstDeployProvisionsLaterOnesMaintainAndADestructionDeprovisions() {
        give(roles("provision", "maintenance", "deprovision"));
        start("deploy");
        for (int part = 1; part <= 3; part++) {
            deploy("p" + part, JobOperation.PROVISION);
        }
        runner.succeed(expect(runner.next(), JobOperation.MAINTENANCE), null);
        start("deploy");
        for (int part = 1; part <= 3; part++) {
            deploy("m" + part, JobOperation.MAINTENANCE);
        }
        runner.succeed(expect(runner.next(), JobOperation.MAINTENANCE), null);
        start("deprovision");
        for (int part = 1; part <= 3; part++) {
            deploy("d" + part, JobOperation.DEPROVISION);
        }
        start("deploy");
        expect(runner.next(), JobOperation.PROVISION);
    }

    @Test
    void aPartThatNeverBecameWholeIsStillProvisioned() {
        give(roles("provision", "maintenance"));
        start("deploy");
        runner.succeed(runner.next(), RunnerClient.plan("p1", 1));
        runner.complete(runner.next(), JobOutcome.FAILED, "no quota", null);
        start("deploy");
        deploy("p2", JobOperation.PROVISION);
    }

    @Test
    void aPartWhoseUpdateFailedIsStillMaintained() {
        give(roles("provision", "maintenance"));
        start("deploy");
        deploy("p1", JobOperation.PROVISION);
        runner.complete(runner.next(), JobOutcome.FAILED, "no quota", null);
        start("deploy");
        runner.succeed(expect(runner.next(), JobOperation.MAINTENANCE), RunnerClient.plan("p2", 1));
        runner.complete(expect(runner.next(), JobOperation.MAINTENANCE), JobOutcome.FAILED, "no quota", null);
        start("deploy");
        expect(runner.next(), JobOperation.MAINTENANCE);
    }

    @Test
    void aComponentAndAnActionWithRolesOfTheirOwnUseThose() {
        give(roles("provision", "maintenance", "component:network", "action:smoke"));
        start("deploy");
        deploy("p1", JobOperation.PROVISION);
        deploy("p2", new JobOperation("component:network"));
        deploy("p3", JobOperation.PROVISION);
        expect(runner.next(), new JobOperation("action:smoke"));
    }

    @Test
    void anOperationWithoutARoleIsNotRunUnderAnother() {
        give(roles("maintenance"));
        var workflow = start("deploy");

        assertTrue(runner.tryNext().isEmpty());
        var view = api.get("/v1/workflows/" + workflow);
        assertEquals("failed", view.text("/status"));
        assertTrue(view.text("/steps/0/reason").contains("none for 'provision'"), view.text("/steps/0/reason"));
    }

    @Test
    void anOperationMayBeAllowedToRunWithoutAnIdentity() {
        give("{\"roles\":{\"provision\":{\"type\":\"none\"}}}");
        start("deploy");

        var held = expect(runner.next(), JobOperation.PROVISION);
        assertEquals(JobIdentity.NONE, held.spec().identity());
    }

    @Test
    void breakGlassIsOnlyWhatAnAdministratorAskedFor() {
        give(roles("maintenance", "break-glass"));
        var writer = api.post("/v1/tokens", "{\"name\":\"w\",\"scopes\":[\"write\"]}")
                .text("/token");
        var run = "/v1/installs/acme/actions/smoke/runs";
        var wish = "{\"operation\":\"break-glass\"}";
        api.call("POST", run, wish, writer).expect(403).says("admin");
        api.call("POST", "/v1/installs/acme/deploy", wish, writer).expect(403);
        api.post(run, "{\"operation\":\"break glass\"}").expect(400).says("no operation");
    }

    @Test
    void whoDecidedAndWhatWasChosenCanBeRead() {
        var given = give(roles("provision"));
        assertEquals("arn:aws:iam::123456789012:role/provision", given.text("/roles/provision/roleArn"));
        assertTrue(given.text("/changedBy").startsWith("token "), given.text("/changedBy"));
        give("{\"roles\":{\"provision\":{\"type\":\"azure-managed-identity\","
                + "\"clientId\":\"11111111-2222-3333-4444-555555555555\"}}}");
        var changes = api.get(INSTALL + "/roles").expect(200).json().path("changes");
        assertEquals(2, changes.size());
        assertTrue(changes.get(1).path("what").asString("").contains("role/provision -> managed identity 1111"));

        start("deploy");
        var job = runner.next().lease().job();
        var shown = api.get("/v1/jobs/" + job);
        assertEquals("provision", shown.text("/operation"));
        assertEquals("azure-managed-identity", shown.text("/identity/type"));
        api.get("/v1/jobs/" + job + "/explain").says("for provision as 11111111-2222-3333-4444-555555555555");
    }

    @Test
    void waitingJobsKeepWhatTheyWereGiven() {
        give(roles("provision"));
        start("deploy");
        give("{\"roles\":{}}");

        expect(runner.next(), JobOperation.PROVISION);
    }

    @Test
    void rolesThatCannotBeAreRefused() {
        put("{}").expect(400).says("roles");
        put("{\"roles\":{\"provision\":null}}").expect(400);
        put("{\"roles\":{\"deploy\":{\"type\":\"none\"}}}").expect(400).says("deploy");
        put("{\"roles\":{\"provision\":{\"type\":\"aws-role\",\"roleArn\":\"admin\"}}}")
                .expect(400)
                .says("ARN");
        put("{\"roles\":{\"provision\":{\"type\":\"gcp\"}}}").expect(400);
        put("{\"roles\":{\"provision\":{\"type\":\"none\",\"roleArn\":\"x\"}}}").expect(400);
        var reader = api.post("/v1/tokens", "{\"name\":\"w\",\"scopes\":[\"write\"]}")
                .text("/token");
        api.call("PUT", INSTALL + "/roles", roles("provision"), reader).expect(403);
        api.call("PUT", "/v1/installs/none/roles", roles("provision")).expect(404);
    }

    @Test
    void moreRolesThanFitARecordAreRefused() {
        var policy = "{\\\"a\\\":\\\"" + "x".repeat(2000) + "\\\"}";
        var many = new StringBuilder("{\"roles\":{");
        for (int i = 0; i < 30; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("\"action:a" + i + "\":{\"type\":\"aws-role\",\"roleArn\":"
                            + "\"arn:aws:iam::123456789012:role/x\",\"sessionPolicy\":\"" + policy + "\"}");
        }
        put(many + "}}").expect(413).says("30 roles");
    }

    @Test
    void jobsOfAProjectRunUnderTheirOwnOrTheCommonRole() {
        api.post("/v1/projects", "{\"name\":\"web\",\"repository\":\"https://h/a/b\"}")
                .expect(201);
        api.call("PUT", "/v1/projects/web/roles", roles("ci", "job:release")).expect(200);
        api.post("/v1/projects/web/jobs", "{\"name\":\"test\",\"command\":\"true\"}")
                .expect(202);
        expect(runner.next(), JobOperation.CI);
        api.post("/v1/projects/web/jobs", "{\"name\":\"release\",\"command\":\"true\"}")
                .expect(202);
        var held = expect(runner.next(), new JobOperation("job:release"));
        assertEquals(
                api.get("/v1/whoami").text("/org/id"),
                String.valueOf(held.spec().org()));
    }

    private Reply give(String roles) {
        return put(roles).expect(200);
    }

    private Reply put(String roles) {
        return api.call("PUT", INSTALL + "/roles", roles);
    }

    private String start(String what) {
        return api.post(INSTALL + "/" + what, null).expect(202).text("/workflow/id");
    }

    private void deploy(String digest, JobOperation operation) {
        runner.succeed(expect(runner.next(), operation), RunnerClient.plan(digest, 1));
        runner.succeed(expect(runner.next(), operation), EVERY_OUTPUT);
    }

    private static Held expect(Held held, JobOperation operation) {
        assertEquals(operation, held.spec().operation());
        return held;
    }

    private static OutputValue output(String value) {
        return new OutputValue(null, JsonNodeFactory.instance.stringNode(value), null);
    }

    private static String roles(String... operations) {
        var roles = new StringBuilder();
        for (String operation : operations) {
            roles.append(roles.isEmpty() ? "" : ",")
                    .append("\"" + operation + "\":{\"type\":\"aws-role\",\"roleArn\":\"arn:aws:iam::123456789012:role/"
                            + operation.replace(':', '/') + "\"}");
        }
        return "{\"roles\":{" + roles + "}}";
    }
}
