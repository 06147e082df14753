package dev.landfall.runner.identity;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A job for the tests of identities, and what it hears. */
public final class SampleJob implements IdentitySurroundings.JobNotes {

    public final List<String> masked = new CopyOnWriteArrayList<>();
    public final List<String> notices = new CopyOnWriteArrayList<>();
    public final List<Path> given = new CopyOnWriteArrayList<>();
    public volatile boolean peersAreOthers;

    private final Path folder;

    public SampleJob(Path folder) {
        this.folder = folder;
    }

    public IdentitySurroundings surroundings() {
        return new IdentitySurroundings(folder, (peer, local) -> !peersAreOthers, given::add, this);
    }

    public static JobSpec spec(JobIdentity identity) {
        var now = Instant.parse("2026-03-01T12:00:00Z");
        return new JobSpec(
                new JobId("in_0123456789abcdef.jb_0123456789abcdef"),
                2,
                new PoolId("pool_1"),
                now,
                now.plusSeconds(900),
                60,
                5,
                List.of(),
                "shop",
                new CiWork("test", "true", Map.of(), null, null),
                new OrgId("org_1"),
                JobOperation.MAINTENANCE,
                identity);
    }

    public static HttpResponse<String> get(URI uri, String... headers) {
        return send("GET", uri, headers);
    }

    public static HttpResponse<String> send(String method, URI uri, String... headers) {
        var request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void mask(String name, String value) {
        masked.add(value);
    }

    @Override
    public void notice(String line) {
        notices.add(line);
    }
}
