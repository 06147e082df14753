package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.testkit.api.RunnerClient.Held;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateTest {

    private final Api api = new Api();
    private final RunnerClient runner = new RunnerClient(api, "r1");

    @TempDir
    private Path folder = Path.of("");

    private String install = "";

    @BeforeEach
    void install() {
        api.post("/v1/apps", "{\"name\":\"shop\"}").expect(201);
        api.upload("/v1/apps/shop/configs", new ExampleApp(folder).archive()).expect(201);
        install = api.post(
                        "/v1/installs",
                        "{\"app\":\"shop\",\"name\":\"acme\",\"inputs\":{\"region\":\"eu\",\"password\":\"pw12\"}}")
                .expect(201)
                .text("/id");
    }

    @Test
    void aStateIsReadAsItWasWritten() {
        var held = plan();
        read(held).expect(204);
        lock(held, "A").expect(200);
        write(held, "A", state(1, "l1", "first")).expect(200);
        assertTrue(read(held).expect(200).response().bodyText().contains("first"));
        write(held, "A", state(1, "l1", "first")).expect(200);
        write(held, "A", state(2, "l1", "second")).expect(200);
        unlock(held, "A").expect(200);
        unlock(held, "A").expect(200);
        var listed = api.get("/v1/installs/acme/states").expect(200);
        assertEquals("sandbox", listed.text("/items/0/workspace"));
        assertEquals(2, listed.json().at("/items/0/versions").asInt(0));
        assertEquals(
                2,
                api.get("/v1/installs/acme/states/sandbox/versions")
                        .json()
                        .at("/items/0/serial")
                        .asInt(0));
        api.get("/v1/installs/acme/states/none/versions").expect(404);
    }

    @Test
    void serialsGrowAndLineagesStay() {
        var held = plan();
        lock(held, "A").expect(200);
        write(held, "A", state(5, "l1", "x")).expect(200);
        write(held, "A", state(5, "l1", "y")).expect(409).says("serial");
        write(held, "A", state(4, "l1", "y")).expect(409);
        write(held, "A", state(6, "l2", "y")).expect(409).says("lineage");
        for (String bad : new String[] {"", "{", "[]", "{\"serial\":\"1\",\"lineage\":\"l1\"}", "{\"serial\":7}"}) {
            write(held, "A", bad).expect(400);
        }
    }

    @Test
    void whatAKilledFirstApplyLeavesHasNoLineageYet() {
        var held = plan();
        lock(held, "A").expect(200);
        write(held, "A", state(0, "", "left")).expect(200);
        assertTrue(read(held).expect(200).response().bodyText().contains("left"));
        write(held, "A", state(1, "l1", "next")).expect(200);
        write(held, "A", state(2, "", "late")).expect(409).says("lineage");
    }

    @Test
    void whoDoesNotHoldTheLockCannotWrite() {
        var one = plan();
        var two = plan();
        write(one, "A", state(1, "l", "x")).expect(409);
        lock(one, "A").expect(200);
        lock(one, "A").expect(200);
        lock(two, "B").expect(409).says("\"ID\":\"A\"");
        write(two, "A", state(1, "l", "x")).expect(409);
        write(two, "B", state(1, "l", "x")).expect(409);
        unlock(two, "B").expect(409).says("\"ID\":\"A\"");
        unlock(one, "A").expect(200);
        lock(two, "B").expect(200);
    }

    @Test
    void aLockWhoseAttemptHasEndedIsTakenOver() {
        var one = plan();
        lock(one, "A").expect(200);
        runner.complete(one, JobOutcome.FAILED, "killed", null);
        write(one, "A", state(1, "l", "x")).expect(409);
        var two = plan();
        lock(two, "B").expect(200);
        write(two, "B", state(1, "l", "x")).expect(200);
    }

    @Test
    void forceUnlockNeedsAReasonAndShutsTheHolderOut() {
        var held = plan();
        api.post("/v1/installs/acme/states/sandbox/force-unlock", "{\"reason\":\"x\"}")
                .expect(404);
        lock(held, "A").expect(200);
        api.post("/v1/installs/acme/states/sandbox/force-unlock", "{}").expect(400);
        api.call("POST", "/v1/installs/acme/states/sandbox/force-unlock", "{\"reason\":\"x\"}", api.token("write"))
                .expect(403);
        api.post("/v1/installs/acme/states/sandbox/force-unlock", "{\"reason\":\"runner is gone\"}")
                .expect(200);
        api.post("/v1/installs/acme/states/sandbox/force-unlock", "{\"reason\":\"again\"}")
                .expect(409);
        write(held, "A", state(1, "l", "x")).expect(409);
        assertTrue(api.records.all().stream()
                .anyMatch(stored -> stored.key().sort().startsWith("tr.tfstate.sandbox")
                        && stored.body().contains("runner is gone")));
    }

    @Test
    void ofAStateThatTheCustomerKeepsItsDigestAndPlaceAreKnown() {
        var held = plan();
        entry(held).expect(204);
        note(held, "A", 3, "l1", "states/sandbox/3.tfstate").expect(409).says("not locked");
        lock(held, "A").expect(200);
        note(held, "A", 3, "l1", "states/sandbox/3.tfstate").expect(204);
        note(held, "A", 3, "l1", "states/sandbox/3.tfstate").expect(204);

        var known = entry(held).expect(200);
        assertEquals("states/sandbox/3.tfstate", known.text("/object"));
        assertEquals(3, known.json().path("serial").asInt(0));
        assertEquals(0, api.blobs.list("states/", "", 100).size());
        var versions = api.get("/v1/installs/acme/states/sandbox/versions").expect(200);
        assertEquals(1, versions.json().path("items").size());
        assertEquals("states/sandbox/3.tfstate", versions.text("/items/0/object"));
    }

    @Test
    void theSameRulesHoldForAStateThatTheCustomerKeeps() {
        var one = plan();
        var two = plan();
        lock(one, "A").expect(200);
        note(one, "A", 5, "l1", "states/sandbox/5.tfstate").expect(204);
        note(one, "A", 5, "l1", "states/sandbox/5b.tfstate").expect(409).says("serial");
        note(one, "A", 4, "l1", "states/sandbox/4.tfstate").expect(409).says("serial");
        note(one, "A", 6, "l2", "states/sandbox/6.tfstate").expect(409).says("lineage");
        note(two, "A", 6, "l1", "states/sandbox/6.tfstate").expect(409).says("locked by somebody else");
        for (String bad : new String[] {"", "../6.tfstate", "/etc/passwd", "states/a b", "states"}) {
            note(one, "A", 6, "l1", bad).expect(400);
        }
        runner.send(
                        "PUT",
                        entryPath(one) + "&lock=A",
                        "{\"serial\":6,\"lineage\":\"l1\"}".getBytes(StandardCharsets.UTF_8))
                .expect(400);
        runner.send("GET", entryPath(one).replace("sandbox", "component-network"), new byte[0])
                .expect(403);
    }

    @Test
    void aRunnerThatKnowsNoStoreNeitherReadsNorOverwritesAStateThatIsThere() {
        var held = plan();
        lock(held, "A").expect(200);
        write(held, "A", state(1, "l1", "here")).expect(200);
        note(held, "A", 2, "l1", "states/sandbox/2.tfstate").expect(204);
        read(held).expect(409).says("customer's own store");
        write(held, "A", state(3, "l1", "old runner")).expect(409).says("customer's own store");
        assertEquals(2, entry(held).json().path("serial").asInt(0));
    }

    @Test
    void onlyAJobOfTheWorkspaceReachesAState() {
        var held = plan();
        runner.send("GET", "/v1/runner/states/component-network" + held.query(), new byte[0])
                .expect(403);
        runner.send("GET", "/v1/runner/states/sandbox", new byte[0]).expect(400);
        runner.send("GET", "/v1/runner/states/sandbox" + held.query() + "9", new byte[0])
                .expect(409);
        new RunnerClient(api, "r2")
                .send("GET", "/v1/runner/states/sandbox" + held.query(), new byte[0])
                .expect(409);
        runner.send("POST", path(held), new byte[5 * 1024 * 1024 + 1]).expect(413);
    }

    @Test
    void onlyTheLastFiftyVersionsAreKept() {
        var held = plan();
        lock(held, "A").expect(200);
        for (int i = 1; i <= 55; i++) {
            write(held, "A", state(i, "l", "v" + i)).expect(200);
        }
        assertEquals(
                50,
                api.get("/v1/installs/acme/states/sandbox/versions")
                        .json()
                        .path("items")
                        .size());
        assertEquals(
                50, api.blobs.list("states/" + install + "/sandbox/", "", 100).size());
        assertTrue(read(held).response().bodyText().contains("v55"));
    }

    private Held plan() {
        api.post("/v1/installs/acme/plan", null).expect(202);
        return runner.next();
    }

    private Reply read(Held held) {
        return runner.send("GET", path(held), new byte[0]);
    }

    private Reply write(Held held, String lock, String state) {
        return runner.send("POST", path(held) + "&lock=" + lock, state.getBytes(StandardCharsets.UTF_8));
    }

    private Reply entry(Held held) {
        return runner.send("GET", entryPath(held), new byte[0]);
    }

    private Reply note(Held held, String lock, int serial, String lineage, String object) {
        var entry = "{\"serial\":" + serial + ",\"lineage\":\"" + lineage + "\",\"sha256\":\"" + "a1".repeat(32)
                + "\",\"bytes\":100,\"object\":\"" + object + "\"}";
        return runner.send("PUT", entryPath(held) + "&lock=" + lock, entry.getBytes(StandardCharsets.UTF_8));
    }

    private static String entryPath(Held held) {
        return path(held).replace("?", "/entry?");
    }

    private Reply lock(Held held, String id) {
        return runner.send("POST", path(held).replace("?", "/lock?"), info(id));
    }

    private Reply unlock(Held held, String id) {
        return runner.send("DELETE", path(held).replace("?", "/lock?"), info(id));
    }

    private static byte[] info(String id) {
        return ("{\"ID\":\"" + id + "\",\"Who\":\"me\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static String path(Held held) {
        return "/v1/runner/states/sandbox" + held.query();
    }

    private static String state(int serial, String lineage, String content) {
        return "{\"version\":4,\"serial\":" + serial + ",\"lineage\":\"" + lineage + "\",\"x\":\"" + content + "\"}";
    }
}
