package dev.landfall.integration.bench;

import dev.landfall.integration.machines.BootedMachine;
import java.nio.file.Path;
import java.util.List;

/** A machine with systemd, in namespaces: what its first script takes, and how soon after the service's start a waiting job is claimed. */
final class MachineStart implements Measurement {

    private static final int STARTS = 10;
    private static final int MAX_START_MILLIS = 2_000;
    private static final int MAX_BOOTSTRAP_SECONDS = 60;
    private static final double MILLIS = 1_000;

    @Override
    public String name() {
        return "machine start";
    }

    @Override
    public List<Figure> measure(Path folder) {
        try (var machine = BootedMachine.start(folder)) {
            var starts = new Samples();
            for (int i = 0; i < STARTS; i++) {
                starts.add(machine.startToClaim().toNanos());
            }
            return List.of(
                    new Figure(
                            "unit start to first claim, p50",
                            starts.p50(),
                            "ms",
                            new Figure.AtMost(MAX_START_MILLIS),
                            "slowest of " + STARTS + ": " + Figure.number(starts.millis(1)) + " ms"),
                    new Figure(
                            "bootstrap script's own work",
                            machine.bootstrapped().toMillis() / MILLIS,
                            "s",
                            new Figure.AtMost(MAX_BOOTSTRAP_SECONDS),
                            "packages installed, downloads on its disk, no start-up caches"));
        }
    }
}
