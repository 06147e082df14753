package dev.landfall.runner.upkeep;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.LeaseTimes;
import dev.landfall.runner.disk.DiskGate;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.session.ServerClock;
import dev.landfall.runner.session.Standing;
import dev.landfall.runner.slot.Slots;
import dev.landfall.runner.tool.InstalledTools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks at everything that a runner needs in order to work. Takes no job and asks nobody but this machine. Thread-safe. */
public final class HealthChecks {

    private static final Duration LARGEST_OFFSET = Duration.ofMinutes(1);

    /** The longest wait of a poll and then some: a queue that was not read for so long cannot be read. */
    private static final Duration QUEUE_SILENT = Duration.ofMinutes(2);

    private final DiskGate disk;
    private final ServerClock clock;
    private final InstalledTools tools;
    private final Standing standing;
    private final Slots slots;
    private final LeaseBook book;
    private final Pulse heartbeats;
    private final Pulse polls;

    public HealthChecks(
            DiskGate disk,
            ServerClock clock,
            InstalledTools tools,
            Standing standing,
            Slots slots,
            LeaseBook book,
            Pulse heartbeats,
            Pulse polls) {
        this.disk = disk;
        this.clock = clock;
        this.tools = tools;
        this.standing = standing;
        this.slots = slots;
        this.book = book;
        this.heartbeats = heartbeats;
        this.polls = polls;
    }

    /** All of them, always in the same order. */
    public List<Check> look() {
        return List.of(controlPlane(), queue(), disk(), clock(), tools(), results());
    }

    private Check controlPlane() {
        var age = heartbeats.age();
        return age.compareTo(LeaseTimes.DISCONNECTED_AFTER) < 0
                ? Check.well("control-plane", "answered " + age.toSeconds() + " s ago")
                : Check.ill(
                        "control-plane",
                        "it answered no heartbeat for " + age.toSeconds() + " s; look at the network of this machine");
    }

    private Check queue() {
        if (standing.draining()) {
            return Check.well("queue", "not read, because the runner drains");
        }
        if (slots.free() == 0) {
            return Check.well("queue", "not read, because every slot is taken");
        }
        var age = polls.age();
        return age.compareTo(QUEUE_SILENT) < 0
                ? Check.well("queue", "can be read")
                : Check.ill("queue", "it could not be read for " + age.toSeconds() + " s; the runner's log says why");
    }

    private Check disk() {
        var state = disk.state();
        return state.allowsClaim() ? Check.well("disk", "enough is free") : Check.ill("disk", state.message());
    }

    private Check clock() {
        var offset = clock.offset();
        var text = "the control plane's clock is " + offset.toSeconds() + " s ahead of this machine's";
        return offset.abs().compareTo(LARGEST_OFFSET) <= 0
                ? Check.well("clock", text)
                : Check.ill("clock", text + "; let it be set by NTP");
    }

    private Check tools() {
        try {
            tools.shell();
            return Check.well("tools", versions(tools.versions()));
        } catch (LandfallException e) {
            return Check.ill("tools", e.publicMessage());
        }
    }

    private Check results() {
        int waiting = book.unreported().size();
        return waiting == 0
                ? Check.well("results", "every end of a job is reported")
                : Check.ill("results", waiting + " ends of jobs could not be reported yet");
    }

    private static String versions(Map<String, String> found) {
        return found.isEmpty()
                ? "a shell and nothing else"
                : new TreeMap<>(found)
                        .entrySet().stream()
                                .map(tool -> tool.getKey() + " " + tool.getValue())
                                .collect(Collectors.joining(", "));
    }
}
