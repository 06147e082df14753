package dev.landfall.controlplane.upkeep;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.ShutdownWork;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.job.VmShutdownWork;
import dev.landfall.protocol.release.ReleaseManifest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses at which somebody asks something of one runner. */
public final class UpkeepRoutes {

    private final StartUpkeep start;

    public UpkeepRoutes(StartUpkeep start) {
        this.start = start;
    }

    record Nothing() {}

    /**
     * @param manifest as {@code landfall release sign} wrote it
     * @param from address below which the archives lie
     */
    record NewVersion(@Nullable String manifest, @Nullable String from) {}

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/runners/{runner}/health-check", Access.WRITE, call -> ask(call, new HealthCheckWork())),
                Route.post("/v1/runners/{runner}/shutdown", Access.WRITE, call -> ask(call, new ShutdownWork())),
                Route.post("/v1/runners/{runner}/vm-shutdown", Access.ADMIN, call -> ask(call, new VmShutdownWork())),
                Route.post("/v1/runners/{runner}/update", Access.ADMIN, this::update));
    }

    private ApiResponse ask(Call call, RunnerWork work) {
        call.body(Nothing.class);
        return start(call, work);
    }

    private ApiResponse update(Call call) {
        var wanted = call.body(NewVersion.class);
        var manifest = wanted.manifest();
        var from = wanted.from();
        if (manifest == null || from == null) {
            throw LandfallException.invalid(
                    "Say which version: the signed manifest, and from where its archives are fetched.");
        }
        ReleaseManifest.unverified(manifest);
        return start(call, new UpdateWork(manifest, address(from)));
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw LandfallException.invalid("The address of the archives is none: " + e.getReason() + ".");
        }
    }

    private ApiResponse start(Call call, RunnerWork work) {
        var member = call.caller(Member.class);
        var runner = new RunnerId(call.parameter("runner"));
        var started = start.start(member.org(), runner, work, Actor.token(member.tokenName()));
        return ApiResponse.accepted(Map.of(
                "workflow", Map.of("id", started.id()),
                "job", Map.of("id", started.jobs().getFirst())));
    }
}
