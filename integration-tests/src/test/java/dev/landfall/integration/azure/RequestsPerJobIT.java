package dev.landfall.integration.azure;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.azure.ServiceRequest.Service;
import dev.landfall.integration.process.Conditions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/cost.md reckons with. */
final class RequestsPerJobIT {

    private static final int MAX_TABLE_WRITES = 12;
    private static final int MAX_TABLE_READS = 24;
    private static final int SHARDS = 16;
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    @Test
    void pushWithTwoJobsMakesSevenWritesAndAnIdleSystemFew(@TempDir Path folder) throws Exception {
        try (var host = MeteredAzureHost.start();
                var counted = CountedJob.start(host, folder)) {
            var push = undisturbed(counted);
            assertAll(
                    push.toString(),
                    () -> assertEquals(3, push.writes("webhook", Service.TABLE), "due, recent, and the batch"),
                    () -> assertEquals(2, push.writes("claim", Service.TABLE), "one for each job"),
                    () -> assertEquals(0, push.writes("event lease", Service.TABLE)),
                    () -> assertEquals(0, push.writes("log chunk", Service.TABLE)),
                    () -> assertEquals(2, push.writes("claim", Service.QUEUE), "the looks at the leases"),
                    () -> assertEquals(2, push.writes("claim", Service.KEY_VAULT), "a signature for each job"),
                    () -> assertEquals(4, push.writesOfJobs(Service.QUEUE)),
                    () -> assertTrue(push.readsOfJobs(Service.TABLE) <= MAX_TABLE_READS));

            host.requests();
            host.tick();
            var tick = new RequestCounts(host.requests());
            assertAll(
                    tick.toString(),
                    () -> assertEquals(2 * SHARDS, tick.reads(MeteredAzureHost.TICK_BY_HAND, Service.TABLE)),
                    () -> assertEquals(6, tick.reads(MeteredAzureHost.TICK_BY_HAND, Service.QUEUE), "2 of each queue"),
                    () -> assertTrue(tick.writes(MeteredAzureHost.TICK_BY_HAND, Service.TABLE) <= 1));
            assertIdleHeartbeat(host);
        }
    }

    /** A heartbeat at the moment of a completion makes that read and write once more, so the next push is tried. */
    private static RequestCounts undisturbed(CountedJob counted) {
        var seen = new ArrayList<String>();
        for (var project : List.of("second", "third", "fourth")) {
            var push = counted.push(project).withoutReaders();
            assertTrue(push.writesOfJobs(Service.TABLE) <= MAX_TABLE_WRITES, push.toString());
            if (push.writes("completion", Service.TABLE) == 2 && push.readsOfJobs(Service.TABLE) <= MAX_TABLE_READS) {
                return push;
            }
            seen.add(push.toString());
        }
        throw new AssertionError("No push made one write for each of its two completions: " + seen);
    }

    /** What came before its first read belongs to another one. */
    private static void assertIdleHeartbeat(MeteredAzureHost host) {
        var all = new ArrayList<ServiceRequest>();
        var beat = Conditions.eventually(HEARTBEAT, () -> "a heartbeat, not only " + all, () -> {
            all.addAll(host.requests());
            var requests = all.stream()
                    .filter(request -> request.step().equals("heartbeat"))
                    .dropWhile(request -> request.service() != Service.TABLE || request.writes())
                    .map(request -> request.service() + " " + request.method())
                    .limit(3)
                    .toList();
            return requests.size() < 3 ? Optional.empty() : Optional.of(requests);
        });
        assertEquals(List.of("TABLE GET", "TABLE POST", "QUEUE GET"), beat);
    }
}
