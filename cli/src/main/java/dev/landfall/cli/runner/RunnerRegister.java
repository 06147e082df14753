package dev.landfall.cli.runner;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.daemon.RunnerDaemon;
import dev.landfall.runner.session.EnrolmentToken;
import dev.landfall.runner.session.Registration;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "register",
        description = {
            "Make this machine a runner of a pool, once. The enrolment token comes from 'landfall pool enrol': typed",
            "without echo, piped in, or read from a file. With --pool it is made here, by your API token."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall runner register --server https://landfall.example.com",
            "  landfall runner register --pool default",
            "  landfall runner register --enrolment-token-file token.txt --dir /var/lib/landfall"
        })
final class RunnerRegister implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    RunnerFolder folder = new RunnerFolder();

    @Option(names = "--enrolment-token-file", paramLabel = "FILE", description = "File with the enrolment token.")
    @Nullable Path tokenFile;

    @Option(names = "--pool", paramLabel = "POOL", description = "Join this pool; needs an API token that may enrol.")
    @Nullable String pool;

    @Option(names = "--force", description = "Replace the registration that the folder has.")
    boolean force;

    RunnerRegister(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var config = folder.config(invocation.surroundings());
        var configured = config.server();
        var server = configured == null ? invocation.settings().server() : configured;
        var existing = force ? Registration.Existing.REPLACE : Registration.Existing.KEEP;
        var identity = RunnerDaemon.register(config, server, enrolmentToken(), existing);
        var reply =
                Json.mapper().createObjectNode().put("runner", identity.runner().value());
        reply.put("pool", identity.pool().value());
        invocation
                .output()
                .done(reply, "Registered as " + identity.runner() + ". Start it with: landfall runner start");
        return 0;
    }

    private String enrolmentToken() {
        if (tokenFile != null) {
            return EnrolmentToken.read(invocation.surroundings().resolve(tokenFile));
        }
        return pool == null ? invocation.typed().secret("enrolment token") : made(pool);
    }

    private String made(String pool) {
        var reply = invocation.api().post(ApiPath.of("/v1/pools/{}/enrolment-tokens", pool));
        return reply.path("enrolmentToken").asString("");
    }
}
