package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.LeaseTimes;
import dev.landfall.testkit.api.RunnerClient.Held;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogTest {

    private final Api api = new Api();
    private RunnerClient runner = new RunnerClient(api, "r1");

    @BeforeEach
    void project() {
        api.post("/v1/projects", "{\"name\":\"p\",\"repository\":\"https://h/a/b\"}")
                .expect(201);
    }

    @Test
    void aChunkIsTakenOnceHoweverOftenItComes() {
        var held = job();
        put(held, 1, "1000 o one\n").expect(204);
        put(held, 1, "1000 o one\n").expect(204);
        put(held, 1, "1000 o other\n").expect(409);
        put(held, 2, "1001 e two\n").expect(204);
        var page = logs(held, "").expect(200);
        assertEquals(2, page.json().path("lines").size());
        assertEquals("one", page.text("/lines/0/text"));
        assertEquals("stderr", page.text("/lines/1/stream"));
        assertEquals("1970-01-01T00:00:01Z", page.text("/lines/0/at"));
        assertFalse(page.json().path("end").asBoolean(true));
    }

    @Test
    void whatIsNoLogIsRefused() {
        var held = job();
        for (String bad : List.of("", "x", "1000 o no end", "1000 q x\n", "o x\n")) {
            put(held, 1, bad).expect(400);
        }
        put(held, 0, "1000 o x\n").expect(400);
        put(held, 20_001, "1000 o x\n").expect(413);
        runner.send("PUT", path(held, 1), new byte[512 * 1024 + 1]).expect(413);
        runner.send("PUT", "/v1/runner/logs/" + held.lease().job() + "/1", new byte[1])
                .expect(400);
    }

    @Test
    void aStaleFenceAndAForeignRunnerAreRefused() {
        var held = job();
        var address = "/v1/runner/logs/" + held.lease().job() + "/1?attempt=1&fence=";
        runner.send("PUT", address + (held.lease().fence() + 1), line("x")).expect(409);
        runner.send(
                        "PUT",
                        address.replace("attempt=1", "attempt=2") + held.lease().fence(),
                        line("x"))
                .expect(409);
        new RunnerClient(api, "r2")
                .send("PUT", address + held.lease().fence(), line("x"))
                .expect(409);
    }

    @Test
    void readersGoOnByCursorAndSeeEachLineOnce() {
        var held = job();
        put(held, 1, "1 o a\n2 o b\n3 o c\n").expect(204);
        var first = logs(held, "?limit=2").expect(200);
        assertEquals(2, first.json().path("lines").size());
        var second = logs(held, "?after=" + first.text("/next")).expect(200);
        assertEquals(1, second.json().path("lines").size());
        assertEquals("c", second.text("/lines/0/text"));
        put(held, 2, "4 n d\n").expect(204);
        var third = logs(held, "?after=" + second.text("/next")).expect(200);
        assertEquals("d", third.text("/lines/0/text"));
        assertEquals("notice", third.text("/lines/0/stream"));
        for (String bad :
                List.of("?after=x", "?limit=0", "?limit=10001", "?waitSeconds=21", "?attempt=x", "?offset=1")) {
            logs(held, bad).expect(400);
        }
    }

    @Test
    void theLogEndsWhenTheJobHasEndedAndEveryChunkIsThere() {
        var held = job();
        put(held, 1, "1 o a\n").expect(204);
        complete(held, 2);
        assertFalse(logs(held, "").json().path("end").asBoolean(true));
        put(held, 2, "2 o b\n").expect(204);
        var page = logs(held, "").expect(200);
        assertTrue(page.json().path("end").asBoolean(false));
        assertEquals(2, page.json().path("lines").size());
    }

    @Test
    void chunksThatNeverComeAreGivenUpInTheEnd() {
        var held = job();
        complete(held, 2);
        assertFalse(logs(held, "").json().path("end").asBoolean(true));
        api.clock.advance(Duration.ofMinutes(16));
        assertTrue(logs(held, "").json().path("end").asBoolean(false));
    }

    @Test
    void aLostAttemptIsFollowedByTheNextOne() {
        var held = job();
        put(held, 1, "1 o first\n").expect(204);
        lose();
        runner = new RunnerClient(api, "r2");
        var again = runner.next();
        assertEquals(2, again.lease().attempt());
        put(again, 1, "2 o second\n").expect(204);
        complete(again, 1);
        var page = logs(held, "").expect(200);
        assertEquals("first", page.text("/lines/0/text"));
        assertEquals("second", page.text("/lines/1/text"));
        assertTrue(page.json().path("end").asBoolean(false));
        assertEquals("second", logs(held, "?attempt=2").text("/lines/0/text"));
    }

    @Test
    void longLinesComeInPiecesAndBigLogsInPages() {
        var held = job();
        var piece = "x".repeat(60_000);
        put(held, 1, "1 o " + piece + "\n1 O " + piece + "\n").expect(204);
        for (int i = 2; i <= 20; i++) {
            put(held, i, "1 o " + piece + "\n").expect(204);
        }
        var page = logs(held, "?limit=10000").expect(200);
        assertTrue(page.response().body().length < 5 * 1024 * 1024);
        assertTrue(page.json().at("/lines/1/continued").asBoolean(false));
        int lines = page.json().path("lines").size();
        var rest = logs(held, "?limit=10000&after=" + page.text("/next")).expect(200);
        assertEquals(21, lines + rest.json().path("lines").size());
    }

    @Test
    void aJobThatNeverRanHasAnEmptyLogThatEnds() {
        var job = api.post("/v1/projects/p/jobs", "{\"name\":\"j\",\"command\":\"true\"}")
                .expect(202)
                .text("/job/id");
        assertFalse(api.get("/v1/jobs/" + job + "/logs").json().path("end").asBoolean(true));
        api.post("/v1/jobs/" + job + "/cancel", "{\"reason\":\"never mind\"}").expect(200);
        assertTrue(api.get("/v1/jobs/" + job + "/logs")
                .expect(200)
                .json()
                .path("end")
                .asBoolean(false));
        api.get("/v1/jobs/" + job + "/explain").expect(200).says("never mind");
        api.get("/v1/jobs/pr_0000000000000001.jb_nothing/logs").expect(404);
    }

    private Held job() {
        api.post("/v1/projects/p/jobs", "{\"name\":\"j\",\"command\":\"true\"}").expect(202);
        return runner.next();
    }

    private void lose() {
        api.clock.advance(LeaseTimes.LOST_AFTER.plusMinutes(5));
        api.controlPlane.tick().tick();
        api.pump();
        api.clock.advance(Duration.ofMinutes(5));
        api.pump();
    }

    private void complete(Held held, long chunks) {
        var result = new JobResult(JobOutcome.SUCCEEDED, 0, "", false, List.of(), chunks, null);
        runner.call("POST", "/v1/runner/completions", new CompleteRequest(held.lease(), result))
                .expect(204);
        api.pump();
    }

    private Reply put(Held held, long number, String chunk) {
        return runner.send("PUT", path(held, number), chunk.getBytes(StandardCharsets.UTF_8));
    }

    private static String path(Held held, long number) {
        return "/v1/runner/logs/" + held.lease().job() + "/" + number + "?attempt="
                + held.lease().attempt() + "&fence=" + held.lease().fence();
    }

    private Reply logs(Held held, String query) {
        return api.get("/v1/jobs/" + held.lease().job() + "/logs" + query);
    }

    private static byte[] line(String text) {
        return ("1 o " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
