package dev.landfall.cli.runner;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.status.LocalStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        description = "Show what the runner on this machine does. Ends with 1 when it does not run.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall runner status", "  landfall runner status --dir /var/lib/landfall -o json"})
final class RunnerStatus implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    RunnerFolder folder = new RunnerFolder();

    RunnerStatus(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var config = folder.config(invocation.surroundings());
        var status = LocalStatus.read(config)
                .orElseThrow(() -> LandfallException.notFound("No runner was ever started in " + config.directory()
                        + ". Register one with 'landfall runner register', then 'landfall runner start'."));
        var alive = alive(status);
        var reply = (ObjectNode) Json.readTree(Json.write(status));
        reply.put("alive", alive);
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Runner", reply, "/runner")
                                .field("Pool", reply, "/pool")
                                .field(
                                        "State",
                                        alive ? status.state() : "not running (last seen " + status.state() + ")")
                                .field("Process", reply, "/pid")
                                .field("Slots", reply, "/slots")
                                .field("Jobs", reply, "/jobs")
                                .field("Unreported", reply, "/unreported")
                                .field("Clock (s)", reply, "/clockOffsetSeconds")
                                .field("Started", reply, "/startedAt"));
        return alive ? 0 : 1;
    }

    private static boolean alive(LocalStatus status) {
        return !status.state().equals("ended")
                && ProcessHandle.of(status.pid()).filter(ProcessHandle::isAlive).isPresent();
    }
}
