package dev.landfall.controlplane.event;

import dev.landfall.controlplane.lease.CheckLease;
import dev.landfall.controlplane.outbox.EventMessage;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Hands messages of the control plane's own queue to those who understand them. Thread-safe. */
public final class Events {
    private final Map<String, EventHandler> handlers;

    /**
     * @param others handlers beside those of leases and workflows
     */
    public Events(CheckLease leases, Workflows workflows, Collection<? extends EventHandler> others) {
        this.handlers = Stream.concat(
                        Stream.of(new LeaseHandler(leases), new AdvanceHandler(workflows)), others.stream())
                .collect(Collectors.toUnmodifiableMap(EventHandler::type, Function.identity()));
    }

    /**
     * Handles one message; when it returns, the message can be deleted.
     *
     * @param message as it was sent to {@link dev.landfall.controlplane.queue.QueueName#EVENTS}
     * @throws LandfallException INVALID when nobody understands it: left in the queue, it becomes a dead letter; other kinds
     *     as its handler says
     */
    public void handle(String message) {
        var tree = Json.readTree(message.getBytes(StandardCharsets.UTF_8));
        var type = tree.path("type").asString("");
        var handler = handlers.get(type);
        if (handler == null) {
            throw LandfallException.invalid("No handler for messages of type '" + type + "' is installed.");
        }
        handler.handle(tree);
    }

    private record LeaseHandler(CheckLease leases) implements EventHandler {
        @Override
        public String type() {
            return EventMessage.LEASE;
        }

        @Override
        public void handle(JsonNode message) {
            leases.check(Json.read(Json.write(message.path("lease")), Lease.class));
        }
    }

    private record AdvanceHandler(Workflows workflows) implements EventHandler {
        @Override
        public String type() {
            return EventMessage.ADVANCE;
        }

        @Override
        public void handle(JsonNode message) {
            workflows.advance(new WorkflowId(message.path("subject").asString("")));
        }
    }
}
