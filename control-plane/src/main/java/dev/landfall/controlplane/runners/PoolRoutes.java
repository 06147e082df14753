package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.org.Name;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses of runner pools and their runners. */
public final class PoolRoutes {

    private final Pools pools;

    public PoolRoutes(Pools pools) {
        this.pools = pools;
    }

    record NewPool(@Nullable String name) {}

    record DrainWish(@Nullable Boolean drain) {}

    record Nothing() {}

    record QueueShape(long visible, long hidden, long dead, long oldestSeconds) {}

    record PoolShape(PoolId id, String name, Instant createdAt, QueueShape queue, List<RunnerShape> runners) {}

    record RunnerShape(
            RunnerId id,
            String name,
            PoolId pool,
            String status,
            String version,
            int slots,
            int busy,
            @Nullable Instant lastSeenAt,
            boolean draining,
            Map<String, String> tools) {

        static RunnerShape of(RunnerView view) {
            var runner = view.runner();
            return new RunnerShape(
                    runner.id(),
                    runner.name(),
                    runner.pool(),
                    view.status().wire(),
                    runner.version(),
                    runner.slots(),
                    runner.busy(),
                    runner.lastSeenAt(),
                    runner.draining() || runner.drainAsked(),
                    runner.tools());
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/pools", Access.ADMIN, this::create),
                Route.get("/v1/pools", Access.READ, this::list),
                Route.get("/v1/pools/{pool}", Access.READ, call -> ApiResponse.ok(shape(pool(call)))),
                Route.post("/v1/pools/{pool}/enrolment-tokens", Access.ADMIN, this::enrol),
                Route.get("/v1/pools/{pool}/trust", Access.READ, this::trusted),
                Route.put("/v1/pools/{pool}/trust", Access.ADMIN, this::trust),
                Route.delete("/v1/pools/{pool}/trust", Access.ADMIN, this::distrust),
                Route.get("/v1/runners", Access.READ, this::runners).query("pool"),
                Route.get("/v1/runners/{runner}", Access.READ, this::runner),
                Route.post("/v1/runners/{runner}/drain", Access.WRITE, this::drain));
    }

    private ApiResponse create(Call call) {
        var name = Name.require(call.body(NewPool.class).name(), "pool");
        var pool = pools.create(call.caller(Member.class).org(), name);
        var token = pools.enrolmentToken(pool.id());
        return ApiResponse.created(Map.of(
                "id", pool.id(), "name", pool.name(), "enrolmentToken", token.text(), "expiresAt", token.expiresAt()));
    }

    private ApiResponse list(Call call) {
        var shapes = pools.list(call.caller(Member.class).org()).stream()
                .map(this::shape)
                .toList();
        return ApiResponse.ok(Items.all(shapes));
    }

    private ApiResponse enrol(Call call) {
        call.body(Nothing.class);
        var token = pools.enrolmentToken(pool(call).id());
        return ApiResponse.created(Map.of("enrolmentToken", token.text(), "expiresAt", token.expiresAt()));
    }

    private ApiResponse trusted(Call call) {
        return ApiResponse.ok(pools.requireTrust(pool(call).id()));
    }

    private ApiResponse trust(Call call) {
        var trust = call.body(PoolTrust.class);
        return ApiResponse.ok(pools.trust(pool(call).id(), trust));
    }

    private ApiResponse distrust(Call call) {
        pools.distrust(pool(call).id());
        return ApiResponse.noContent();
    }

    private ApiResponse runners(Call call) {
        var org = call.caller(Member.class).org();
        var found = call.query("pool")
                .map(pool -> pools.runners(pools.requirePool(org, pool).id()))
                .orElseGet(() -> pools.runners(org));
        return ApiResponse.ok(Items.all(found.stream().map(RunnerShape::of).toList()));
    }

    private ApiResponse runner(Call call) {
        var id = new RunnerId(call.parameter("runner"));
        return ApiResponse.ok(
                RunnerShape.of(pools.requireRunner(call.caller(Member.class).org(), id)));
    }

    private ApiResponse drain(Call call) {
        var wish = call.body(DrainWish.class).drain();
        if (wish == null) {
            throw LandfallException.invalid("Say {\"drain\": true} or {\"drain\": false}.");
        }
        var id = new RunnerId(call.parameter("runner"));
        var drained = pools.drain(call.caller(Member.class).org(), id, wish ? Pools.Drain.DRAIN : Pools.Drain.GO_ON);
        return ApiResponse.ok(RunnerShape.of(drained));
    }

    private PoolRecord pool(Call call) {
        return pools.requirePool(call.caller(Member.class).org(), call.parameter("pool"));
    }

    private PoolShape shape(PoolRecord pool) {
        var view = pools.view(pool);
        var depth = view.queue();
        return new PoolShape(
                pool.id(),
                pool.name(),
                pool.createdAt(),
                new QueueShape(
                        depth.visible(),
                        depth.hidden(),
                        depth.dead(),
                        depth.oldestVisible().toSeconds()),
                view.runners().stream().map(RunnerShape::of).toList());
    }
}
