package dev.landfall.controlplane.upkeep;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.ShutdownWork;
import java.util.List;
import java.util.Map;

/** The addresses at which somebody asks something of one runner. */
public final class UpkeepRoutes {

    private final StartUpkeep start;

    public UpkeepRoutes(StartUpkeep start) {
        this.start = start;
    }

    record Nothing() {}

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/runners/{runner}/health-check", Access.WRITE, call -> ask(call, new HealthCheckWork())),
                Route.post("/v1/runners/{runner}/shutdown", Access.WRITE, call -> ask(call, new ShutdownWork())));
    }

    private ApiResponse ask(Call call, RunnerWork work) {
        call.body(Nothing.class);
        var member = call.caller(Member.class);
        var runner = new RunnerId(call.parameter("runner"));
        var started = start.start(member.org(), runner, work, Actor.token(member.tokenName()));
        return ApiResponse.accepted(Map.of(
                "workflow", Map.of("id", started.id()),
                "job", Map.of("id", started.jobs().getFirst())));
    }
}
