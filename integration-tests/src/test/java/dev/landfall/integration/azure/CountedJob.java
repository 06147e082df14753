package dev.landfall.integration.azure;

import dev.landfall.integration.process.Api;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.GitHubDelivery;
import dev.landfall.integration.process.GitRepository;
import dev.landfall.integration.process.RunnerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A repository with one job that says a word, and a runner that takes it. A push makes two jobs: one that reads the definitions
 * of the commit, and the one that they define.
 */
public final class CountedJob implements AutoCloseable {

    private static final String POOL = "counted";
    private static final int JOBS_OF_A_PUSH = 2;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final MeteredAzureHost host;
    private final Api api;
    private final RunnerProcess runner;
    private final String repository;
    private final String commit;

    private CountedJob(MeteredAzureHost host, Path folder) throws Exception {
        this.host = host;
        api = new Api(host::uri, host::adminToken);
        api.post("/v1/pools", Map.of("name", POOL)).ok();
        runner = RunnerProcess.start(folder.resolve("runner"), host, api, POOL, Map.of());
        var created = GitRepository.create(folder.resolve("repository")).file(".landfall/jobs/test.yaml", """
            name: test
            triggers:
              events: [push]
            job:
              command: echo done
            """);
        commit = created.commit("Add a job");
        repository = created.folder().toUri().toString();
        push("first"); // the first signature of a process is verified, which the next are not
    }

    public static CountedJob start(MeteredAzureHost host, Path folder) throws Exception {
        return new CountedJob(host, folder);
    }

    /** Pushes to a project that was never pushed to, and waits until all that follows has happened. */
    public RequestCounts push(String projectName) {
        var project = api.post("/v1/projects", Map.of("name", projectName, "pool", POOL, "repository", repository))
                .ok();
        host.requests();
        deliver(project, "delivery-of-" + projectName);
        var jobs = Conditions.eventually(SOON, () -> "the jobs of " + projectName, () -> jobs(projectName));
        jobs.forEach(job -> require(api.endOfJob(job, SOON)));
        return new RequestCounts(withLeaseChecks());
    }

    @Override
    public void close() {
        runner.close();
    }

    private void deliver(JsonNode project, String id) {
        var delivery = GitHubDelivery.push(id, repository, "main", commit);
        var webhook = project.path("webhook");
        var headers = delivery.headers(webhook.path("secret").asString());
        api.deliver(webhook.path("path").asString(), headers, delivery.body()).ok();
    }

    private Optional<List<String>> jobs(String project) {
        var ids = new ArrayList<String>();
        api.get("/v1/jobs?project=" + project)
                .ok()
                .path("items")
                .forEach(job -> ids.add(job.path("id").asString()));
        return ids.size() < JOBS_OF_A_PUSH ? Optional.empty() : Optional.of(ids);
    }

    private static void require(JsonNode ended) {
        if (!ended.path("status").asString().equals("succeeded")) {
            throw new AssertionError("the job did not succeed: " + ended);
        }
    }

    /** Each claim has its lease looked at later, which the queue's clock brings about. */
    private List<ServiceRequest> withLeaseChecks() {
        host.passTimeOfQueues(Duration.ofSeconds(31));
        var all = new ArrayList<ServiceRequest>();
        return Conditions.eventually(SOON, () -> "the leases to be looked at: " + new RequestCounts(all), () -> {
            all.addAll(host.requests());
            long looked = all.stream()
                    .filter(request -> request.step().equals("event lease"))
                    .count();
            return looked < JOBS_OF_A_PUSH ? Optional.empty() : Optional.of(List.copyOf(all));
        });
    }
}
