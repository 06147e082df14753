package dev.landfall.runner.process;

import dev.landfall.runner.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Which living processes belong to one process of a job: itself, its session and group, what carries the attempt's mark, what works
 * in the attempt's workspace, all that was seen as belonging before, and the children of all these. Of a daemon that left the
 * session, cleared its environment, changed its directory and lost its parent, only {@link #holding} still knows.
 */
final class ProcessTree {

    /** A process this young has only descendants with numbers soon after its own, since numbers are given out in a circle. */
    private static final Duration YOUNG = Duration.ofSeconds(1);

    /** More processes than any machine starts in that time. */
    private static final long MANY_PROCESSES = 16_000;

    private final ProcessTable table;
    private final Ticker ticker;
    private final long leader;
    private final long startTicks;
    private final SessionStarter starter;
    private final byte[] mark;
    private final Path workspace;
    private final long startedNanos;
    private final long self = ProcessHandle.current().pid();
    private final Map<Long, Long> startTicksOfSeen = new HashMap<>();

    /** @param startTicks of the leader; 0 when it had ended before anybody looked */
    ProcessTree(
            ProcessTable table, Ticker ticker, long leader, long startTicks, SessionStarter starter, ProcessSpec spec) {
        this.table = table;
        this.ticker = ticker;
        this.leader = leader;
        this.startTicks = startTicks;
        this.starter = starter;
        this.mark = spec.mark().environmentEntry();
        this.workspace = spec.workspace();
        this.startedNanos = ticker.nanos();
    }

    /** The living members, parents before the children found through them. */
    synchronized List<ProcessEntry> members() {
        List<ProcessEntry> others = new ArrayList<>(table.list(candidates()));
        Map<Long, ProcessEntry> members = new HashMap<>();
        move(others, members, this::belongs);
        boolean more = !members.isEmpty();
        while (more) {
            more = move(others, members, entry -> members.containsKey(entry.parent()));
        }
        members.values().forEach(entry -> startTicksOfSeen.put(entry.pid(), entry.startTicks()));
        return List.copyOf(members.values());
    }

    /**
     * Living processes, members or not, that have one of these files open: the other ends of the job's pipes. Children of the
     * runner are other jobs, which may have them for a moment while they are started.
     */
    List<ProcessEntry> holding(Collection<String> files) {
        return table.list(pid -> pid != self && pid > 1).stream()
                .filter(entry -> entry.parent() != self || self == 1)
                .filter(entry -> files.stream().anyMatch(file -> table.holdsOpen(entry.pid(), file)))
                .toList();
    }

    /** Those of the processes that still live: one that was killed closes its files a moment before it is gone. */
    List<ProcessEntry> living(List<ProcessEntry> entries) {
        return entries.stream()
                .filter(entry -> table.find(entry.pid())
                        .filter(now -> now.startTicks() == entry.startTicks())
                        .isPresent())
                .toList();
    }

    private LongPredicate candidates() {
        long circle = table.pidLimit();
        boolean young = ticker.nanos() - startedNanos < YOUNG.toNanos();
        if (young && circle > 2 * MANY_PROCESSES) {
            return pid -> Math.floorMod(pid - leader, circle) < MANY_PROCESSES && pid != self;
        }
        return pid -> pid != self && pid > 1;
    }

    private boolean belongs(ProcessEntry entry) {
        if (entry.startTicks() < startTicks) {
            return false;
        }
        if (entry.pid() == leader) {
            return true;
        }
        if (starter.ownSession() && (entry.session() == leader || entry.group() == leader)) {
            return true;
        }
        Long seen = startTicksOfSeen.get(entry.pid());
        return (seen != null && seen == entry.startTicks())
                || table.environmentContains(entry.pid(), mark)
                || table.workingDirectory(entry.pid())
                        .filter(directory -> directory.startsWith(workspace))
                        .isPresent();
    }

    private static boolean move(
            List<ProcessEntry> from, Map<Long, ProcessEntry> to, Predicate<ProcessEntry> condition) {
        List<ProcessEntry> moved = from.stream().filter(condition).toList();
        moved.forEach(entry -> to.put(entry.pid(), entry));
        from.removeAll(moved);
        return !moved.isEmpty();
    }
}
