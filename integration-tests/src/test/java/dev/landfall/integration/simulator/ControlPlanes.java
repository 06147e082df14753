package dev.landfall.integration.simulator;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.fault.SimulatedCrash;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A few processes of the control plane at once, as functions in a cloud; one that dies is replaced by a fresh one. */
final class ControlPlanes {
    private static final int PROCESSES = 3;

    private final Supplier<ControlPlaneProcess> birth;
    private final List<ControlPlaneProcess> idle = new ArrayList<>();
    private final Random random;
    private final Trace trace;

    ControlPlanes(Supplier<ControlPlaneProcess> birth, Random random, Trace trace) {
        this.birth = birth;
        this.random = random;
        this.trace = trace;
        restartAll();
    }

    /** Those that do nothing at the moment lose what they remember. */
    void restartAll() {
        idle.clear();
        for (int i = 0; i < PROCESSES; i++) {
            idle.add(birth.get());
        }
    }

    void run(Consumer<ControlPlaneProcess> use) {
        boolean ignored = call(process -> {
            use.accept(process);
            return true;
        });
    }

    /**
     * Has one of them do something.
     *
     * @throws LandfallException as the use case does; UNAVAILABLE when the process died over it
     */
    <T> T call(Function<ControlPlaneProcess, T> use) {
        if (idle.isEmpty()) {
            throw LandfallException.unavailable("Every simulated process is busy.", null);
        }
        var process = idle.remove(random.nextInt(idle.size()));
        try {
            T answer = use.apply(process);
            idle.add(process);
            return answer;
        } catch (SimulatedCrash crash) {
            trace.line("  a process of the control plane died: " + crash.getMessage());
            idle.add(birth.get());
            throw LandfallException.unavailable("The simulated process died.", null);
        } catch (LandfallException e) {
            idle.add(process);
            if (e.kind() == ErrorKind.INTERNAL) {
                throw new Violation("the control plane failed: " + e.publicMessage(), e);
            }
            throw e;
        } catch (RuntimeException e) {
            throw new Violation("the control plane failed: " + e, e);
        }
    }
}
