package dev.landfall.controlplane.stack;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.identity.IdentityCheck;
import dev.landfall.controlplane.identity.Nonces;
import dev.landfall.controlplane.identity.UsedProofs;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.org.PartitionNames;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The addresses of installs' stacks: where they call, and where the vendor sees them and names their account. */
public final class StackRoutes {

    private static final int MAX_CALL_BYTES = 256 * 1024;

    /** Of an install's workflows, the newest among which those are sought that run beside the changing one. */
    private static final int MAX_SEARCHED = 200;

    private final Predicate<InstallId> exists;
    private final PartitionNames names;
    private final Workflows workflows;
    private final StackBook book;
    private final PhoneHome phoneHome;
    private final InstantSource clock;

    /** @param exists whether there is such an install */
    public StackRoutes(
            Predicate<InstallId> exists,
            PartitionNames names,
            Workflows workflows,
            Documents documents,
            Nonces nonces,
            IdentityCheck identities,
            InstantSource clock,
            Ids ids) {
        this.exists = exists;
        this.names = names;
        this.workflows = workflows;
        this.book = new StackBook(documents, clock, ids);
        this.clock = clock;
        this.phoneHome = new PhoneHome(book, nonces, new UsedProofs(documents), identities, clock);
    }

    record Account(@Nullable String account) {}

    record Rendered(@Nullable String format, @Nullable TreeMap<String, String> files) {}

    record View(
            InstallStack.Status status,
            @Nullable String account,
            @Nullable Boolean runnerEnabled,
            @Nullable Instant calledAt,
            @Nullable StackStatement statement,
            JsonNode outputs,
            @Nullable StackTemplate template) {

        static View of(InstallStack stack, Optional<StackTemplate> template) {
            var statement = stack.statement();
            return new View(
                    stack.status(),
                    stack.account(),
                    statement == null ? null : statement.runnerEnabled(),
                    stack.calledAt(),
                    statement,
                    StackOutputs.of(stack),
                    template.orElse(null));
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/installs/{install}/stack", Access.READ, this::show),
                Route.put("/v1/installs/{install}/stack/account", Access.ADMIN, this::name),
                Route.put("/v1/installs/{install}/stack/template", Access.WRITE, this::record),
                Route.post("/v1/installs/{install}/phone-home/nonces", Access.PUBLIC, this::nonce),
                Route.post("/v1/installs/{install}/phone-home", Access.PUBLIC, this::call)
                        .bodyUpTo(MAX_CALL_BYTES));
    }

    private ApiResponse show(Call call) {
        return view(install(call));
    }

    private ApiResponse name(Call call) {
        var account = call.body(Account.class).account();
        if (account == null) {
            throw LandfallException.invalid("Give 'account', the customer's AWS account or Azure subscription.");
        }
        var actor = Actor.token(call.caller(Member.class).tokenName());
        var reason = "the vendor named the account";
        var install = install(call);
        book.change(install, actor, reason, now -> StackChange.named(now, account));
        return view(install);
    }

    private ApiResponse record(Call call) {
        var rendered = call.body(Rendered.class);
        var token = call.caller(Member.class).tokenName();
        var template = new StackTemplate(
                Objects.requireNonNullElse(rendered.format(), ""),
                Objects.requireNonNullElseGet(rendered.files(), TreeMap::new),
                clock.instant(),
                token);
        var install = install(call);
        book.record(install, Actor.token(token), template);
        return view(install);
    }

    private ApiResponse view(PartitionId install) {
        return ApiResponse.ok(View.of(book.of(install), book.template(install)));
    }

    private ApiResponse nonce(Call call) {
        return ApiResponse.ok(phoneHome.nonce(new InstallId(call.parameter("install"))));
    }

    private ApiResponse call(Call call) {
        var install = new InstallId(call.parameter("install"));
        if (!exists.test(install)) {
            throw LandfallException.notFound("There is no install " + install
                    + " any more; the stack can be deleted, and needs no answer for that.");
        }
        var stack = phoneHome.take(install, call.lenientBody(PhoneHomeCall.class));
        if (stack.status() == InstallStack.Status.DELETED) {
            stopWork(new PartitionId(install.value()));
        }
        return ApiResponse.ok(Map.of("status", stack.status()));
    }

    /** Nobody is there any more to do it. */
    private void stopWork(PartitionId install) {
        workflows.active(install).ifPresent(this::stop);
        workflows.list(install, Optional.empty(), MAX_SEARCHED).items().stream()
                .filter(workflow -> !workflow.status().ended())
                .map(WorkflowRecord::id)
                .forEach(this::stop);
    }

    private void stop(WorkflowId workflow) {
        try {
            workflows.cancel(workflow, "the customer deleted the install's stack", Actor.controlPlane());
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.CONFLICT) {
                throw e;
            }
            // it ended by itself in this very moment
        }
    }

    private PartitionId install(Call call) {
        return names.install(call.caller(Member.class).org(), call.parameter("install"));
    }
}
