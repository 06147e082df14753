package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.org.PartitionNames;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses of the roles of installs and projects. */
public final class RoleRoutes {

    private final RoleBook book;
    private final PartitionNames names;

    public RoleRoutes(Documents documents, PartitionNames names, InstantSource clock, Ids ids) {
        this.book = new RoleBook(documents, clock, ids);
        this.names = names;
    }

    record Wanted(@Nullable Map<JobOperation, JobIdentity> roles) {}

    record Change(Instant at, Actor actor, String what) {

        static Change of(Transition transition) {
            return new Change(
                    transition.at(),
                    transition.actor(),
                    transition.subject() + ": " + transition.from() + " -> " + transition.to());
        }
    }

    record Shape(
            Map<JobOperation, JobIdentity> roles,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy,
            List<Change> changes) {}

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/installs/{install}/roles", Access.READ, call -> show(install(call))),
                Route.put("/v1/installs/{install}/roles", Access.ADMIN, call -> replace(call, install(call))),
                Route.get("/v1/projects/{project}/roles", Access.READ, call -> show(project(call))),
                Route.put("/v1/projects/{project}/roles", Access.ADMIN, call -> replace(call, project(call))));
    }

    private ApiResponse show(PartitionId partition) {
        return ApiResponse.ok(shape(partition, book.of(partition)));
    }

    private ApiResponse replace(Call call, PartitionId partition) {
        var wanted = call.body(Wanted.class).roles();
        if (wanted == null || wanted.containsValue(null)) {
            throw LandfallException.invalid(
                    "Give 'roles', an identity for each operation; an empty object removes all.");
        }
        var actor = Actor.token(call.caller(Member.class).tokenName());
        return ApiResponse.ok(shape(partition, book.replace(partition, wanted, actor)));
    }

    private Shape shape(PartitionId partition, Roles roles) {
        var changes = book.changes(partition).stream().map(Change::of).toList();
        return new Shape(roles.byOperation(), roles.changedAt(), roles.changedBy(), changes);
    }

    private PartitionId install(Call call) {
        return names.install(call.caller(Member.class).org(), call.parameter("install"));
    }

    private PartitionId project(Call call) {
        return names.project(call.caller(Member.class).org(), call.parameter("project"));
    }
}
