package dev.landfall.controlplane.state;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.org.PartitionNames;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PartitionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses of Terraform states for people. The state itself is never shown: it holds secrets in clear. */
public final class StateRoutes {

    private final ForceUnlock states;
    private final PartitionNames names;

    public StateRoutes(Documents documents, PartitionNames names, InstantSource clock, Ids ids) {
        this.states = new ForceUnlock(documents, clock, ids);
        this.names = names;
    }

    record UnlockWish(@Nullable String reason) {}

    record LockShape(String id, JobId job, Instant at) {}

    record StateShape(
            String workspace, long serial, @Nullable LockShape lock, int versions) {

        static StateShape of(StateRecord state) {
            var lock = state.lock();
            return new StateShape(
                    state.workspace(),
                    state.serial(),
                    lock == null ? null : new LockShape(lock.id(), lock.lease().job(), lock.at()),
                    state.versions().size());
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/installs/{install}/states", Access.READ, this::list),
                Route.get("/v1/installs/{install}/states/{workspace}/versions", Access.READ, this::versions),
                Route.post("/v1/installs/{install}/states/{workspace}/force-unlock", Access.ADMIN, this::unlock));
    }

    private ApiResponse list(Call call) {
        var shapes = states.list(partition(call)).stream().map(StateShape::of).toList();
        return ApiResponse.ok(Items.all(shapes));
    }

    private ApiResponse versions(Call call) {
        var state = states.require(partition(call), call.parameter("workspace")).value();
        return ApiResponse.ok(Items.all(state.versions().reversed()));
    }

    private ApiResponse unlock(Call call) {
        var member = call.caller(Member.class);
        var reason = call.body(UnlockWish.class).reason();
        var state =
                states.unlock(partition(call), call.parameter("workspace"), reason, Actor.token(member.tokenName()));
        return ApiResponse.ok(StateShape.of(state));
    }

    private PartitionId partition(Call call) {
        return names.install(call.caller(Member.class).org(), call.parameter("install"));
    }
}
