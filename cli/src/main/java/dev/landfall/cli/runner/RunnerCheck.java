package dev.landfall.cli.runner;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.doctor.Existing;
import dev.landfall.cli.doctor.Finding;
import dev.landfall.cli.doctor.Findings;
import dev.landfall.cli.doctor.MachineChecks;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.session.IdentityFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "test",
        description = {
            "Check whether this machine can be a runner: registration, control plane, programs, disk, folders.",
            "Takes no job and changes nothing. Ends with 1 when something is wrong."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall runner test", "  landfall runner test --dir /var/lib/landfall"})
final class RunnerCheck implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    RunnerFolder folder = new RunnerFolder();

    RunnerCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var config = folder.config(invocation.surroundings());
        var findings = new ArrayList<Finding>(registration(config));
        findings.add(writable(config.workDirectory()));
        findings.addAll(new MachineChecks(config.searchPath(), config.workDirectory()).run());
        return Findings.print(invocation.output(), findings);
    }

    private static List<Finding> registration(RunnerConfig config) {
        try {
            var identity = new IdentityFiles(config.directory()).load();
            var configured = config.server();
            return List.of(
                    Finding.ok("registration", identity.runner() + " of pool " + identity.pool()),
                    reachable(configured == null ? identity.server() : configured));
        } catch (LandfallException e) {
            return List.of(Finding.failed("registration", e.publicMessage(), "landfall runner register"));
        }
    }

    private static Finding reachable(URI server) {
        try (var api = new ApiClient(server, Optional.empty())) {
            var status = api.probe(ApiPath.of("/healthz")).status();
            return status == 200
                    ? Finding.ok("server", server + " answers")
                    : Finding.failed("server", server + " answers with status " + status, "Look at the server's log.");
        } catch (LandfallException e) {
            return Finding.failed("server", e.publicMessage(), "Open the way to it, or set LANDFALL_RUNNER_SERVER.");
        }
    }

    private static Finding writable(Path work) {
        try {
            Files.delete(Files.createTempFile(Existing.nearest(work), ".landfall-test", null));
            return Finding.ok("folder", "Workspaces can be made in " + work);
        } catch (IOException e) {
            return Finding.failed(
                    "folder", work + " cannot be written: " + e.getMessage(), "Make it writable for this user.");
        }
    }
}
