package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.job.VmShutdownWork;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.release.ReleaseManifest;
import dev.landfall.protocol.release.ReleaseVersion;
import dev.landfall.protocol.signature.EcKeys;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked of one runner by name. */
final class UpkeepTest {

    private final Api api = new Api();
    private final RunnerClient one = new RunnerClient(api, "one");
    private final RunnerClient two = new RunnerClient(api, "two");

    @Test
    void healthCheckIsAnnouncedToItsRunnerAloneAndNotToThePool() {
        var job = ask("health-check", one).text("/job/id");

        assertEquals(List.of(), two.beat().announced());
        assertTrue(one.tryNext().isEmpty());
        var announced = one.beat().announced();
        assertEquals(
                List.of(job),
                announced.stream().map(message -> message.job().value()).toList());
        var held = one.claim(announced.getFirst());
        assertInstanceOf(HealthCheckWork.class, held.spec().work());
        assertEquals(List.of(), one.beat().announced());

        one.complete(held, JobOutcome.SUCCEEDED, "", RunnerClient.outputs("version", "1.0"));
        var shown = api.get("/v1/jobs/" + job).expect(200);
        assertEquals("succeeded", shown.text("/status"));
        assertEquals("health-check", shown.text("/kind"));
        assertEquals("1.0", shown.text("/outputs/version"));
        assertTrue(api.get("/v1/jobs/" + job + "/explain")
                .response()
                .bodyText()
                .contains("health-check of runner one asked for"));
    }

    @Test
    void anotherRunnerOfThePoolMayNotClaimIt() {
        ask("shutdown", one);
        var announced = one.beat().announced().getFirst();
        two.call("POST", "/v1/runner/claims", new ClaimRequest(announced.job(), 1, "stolen"))
                .expect(403)
                .says("it is for runner " + one.id);
    }

    @Test
    void secondShutdownIsRefusedWhileTheFirstIsUnderWay() {
        ask("shutdown", one);
        api.post("/v1/runners/" + one.id + "/shutdown", "{}").expect(409).says("is changing this at the moment");
        ask("health-check", one);
    }

    @Test
    void runnerThatIsNotHeardOfIsNotAsked() {
        api.clock.advance(Duration.ofMinutes(6));
        api.post("/v1/runners/" + one.id + "/shutdown", "{}").expect(409).says("Nothing is heard of runner");
        api.post("/v1/runners/rn_nobody/shutdown", "{}").expect(404);
    }

    @Test
    void whatARunnerDidNotTakeInTimeDoesNotSurpriseItLater() {
        var job = ask("shutdown", one).text("/job/id");
        for (int i = 0; i < 40; i++) {
            one.beat();
            api.clock.advance(Duration.ofMinutes(1));
            api.controlPlane.tick().tick();
            api.pump();
        }
        assertEquals(List.of(), one.beat().announced());
        var shown = api.get("/v1/jobs/" + job).expect(200);
        assertEquals("failed", shown.text("/status"));
        assertTrue(shown.text("/reason").contains("did not take it within 15 minutes"), shown.text("/reason"));
        ask("shutdown", one);
    }

    @Test
    void readersMayNotAsk() {
        api.call("POST", "/v1/runners/" + one.id + "/health-check", "{}", api.token("read"))
                .expect(403);
        api.call("POST", "/v1/runners/" + one.id + "/health-check", "{}", api.token("write"))
                .expect(202);
    }

    @Test
    void updateIsForAdministratorsAndNamesItsManifestAndAddress() {
        var manifest = new ReleaseManifest(
                        new ReleaseVersion("1.1.0"),
                        Instant.EPOCH,
                        List.of(new ReleaseManifest.Archive("linux-amd64", "a.tar.gz", 1, "0".repeat(64))))
                .signedBy(EcKeys.generate());
        var good = update(manifest, "https://artifacts.example.com/landfall");
        api.call("POST", "/v1/runners/" + one.id + "/update", good, api.token("write"))
                .expect(403);
        api.post("/v1/runners/" + one.id + "/update", "{}").expect(400).says("Say which version");
        api.post("/v1/runners/" + one.id + "/update", update("x.y.z", "https://h/"))
                .expect(400)
                .says("manifest cannot be read");
        api.post("/v1/runners/" + one.id + "/update", update(manifest, "http://h/"))
                .expect(400)
                .says("starts with https://");

        api.post("/v1/runners/" + one.id + "/update", good).expect(202);
        var held = one.claim(one.beat().announced().getFirst());
        assertEquals(
                new UpdateWork(manifest, URI.create("https://artifacts.example.com/landfall")),
                held.spec().work());
        api.post("/v1/runners/" + one.id + "/shutdown", "{}").expect(409);
    }

    @Test
    void endOfAMachineIsForAdministratorsAndOneThingAtATime() {
        var address = "/v1/runners/" + one.id + "/vm-shutdown";
        api.call("POST", address, "{}", api.token("write")).expect(403);
        var job = api.post(address, "{}").expect(202).text("/job/id");
        api.post(address, "{}").expect(409).says("is changing this at the moment");
        assertInstanceOf(
                VmShutdownWork.class,
                one.claim(one.beat().announced().getFirst()).spec().work());
        assertEquals("vm-shutdown", api.get("/v1/jobs/" + job).expect(200).text("/kind"));
    }

    private static String update(String manifest, String from) {
        return Json.writeString(Map.of("manifest", manifest, "from", from));
    }

    private Reply ask(String kind, RunnerClient runner) {
        return api.post("/v1/runners/" + runner.id + "/" + kind, "{}").expect(202);
    }
}
