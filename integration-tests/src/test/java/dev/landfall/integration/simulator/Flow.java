package dev.landfall.integration.simulator;

import dev.landfall.controlplane.event.Tick;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.Instant;

/** Time that passes, and what hosts and runners do by themselves as it does. */
final class Flow {
    private static final Duration STRIDE = Duration.ofSeconds(10);
    private static final int MESSAGES_A_STRIDE = 8;

    private final World world;
    private Instant nextTick;

    Flow(World world) {
        this.world = world;
        this.nextTick = world.now();
    }

    void pass(Duration time) {
        pass(time, STRIDE);
    }

    void pass(Duration time, Duration stride) {
        world.trace().line(time.toMillis() + " ms pass");
        var end = world.now().plus(time);
        while (world.now().isBefore(end)) {
            var left = Duration.between(world.now(), end);
            world.sleep(left.compareTo(stride) < 0 ? left : stride);
            stride();
        }
    }

    void tick() {
        nextTick = world.now().plus(Tick.EVERY);
        world.trace().line("  tick");
        try {
            world.controlPlanes().run(process -> process.tick().tick());
        } catch (LandfallException e) {
            world.trace().line("  the tick failed: " + e.kind());
        }
    }

    /** Handles events that wait, at most so many. */
    void pump(int most) {
        var messages = world.messages().take(QueueName.EVENTS, most, Duration.ofMinutes(1));
        for (var message : messages) {
            try {
                world.controlPlanes().run(process -> process.events().handle(message.body()));
                boolean ignored = world.queues().delete(QueueName.EVENTS, message.receipt());
            } catch (LandfallException e) {
                world.trace().line("  an event is left: " + e.kind());
                Violation.unless(e.kind() == ErrorKind.UNAVAILABLE, Invariant.NO_DEFECT, e.publicMessage());
            }
        }
    }

    private void stride() {
        world.runners().forEach(SimulatedRunner::pulse);
        pump(MESSAGES_A_STRIDE);
        if (!world.now().isBefore(nextTick)) {
            tick();
        }
    }
}
