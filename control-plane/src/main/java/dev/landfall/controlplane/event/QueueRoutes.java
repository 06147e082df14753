package dev.landfall.controlplane.event;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.org.PoolNames;
import dev.landfall.controlplane.queue.QueueName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses of dead letters: of a pool's queue, or of the control plane's own. */
public final class QueueRoutes {

    private final DeadLetters letters;
    private final PoolNames pools;

    public QueueRoutes(DeadLetters letters, PoolNames pools) {
        this.letters = letters;
        this.pools = pools;
    }

    record Redrive(@Nullable List<String> ids) {}

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/queues/{queue}/dead-letters", Access.READ, this::list)
                        .paged(),
                Route.post("/v1/queues/{queue}/redrive", Access.ADMIN, this::redrive));
    }

    private ApiResponse list(Call call) {
        var page = letters.list(queue(call), call.page().after(), call.page().limit());
        return ApiResponse.ok(Items.page(page.items(), page.next().orElse(null)));
    }

    private ApiResponse redrive(Call call) {
        var ids = Optional.ofNullable(call.body(Redrive.class).ids());
        return ApiResponse.ok(Map.of("redriven", letters.redrive(queue(call), ids)));
    }

    private QueueName queue(Call call) {
        var name = call.parameter("queue");
        return name.equals(QueueName.EVENTS.value())
                ? QueueName.EVENTS
                : QueueName.of(pools.require(call.caller(Member.class).org(), name));
    }
}
