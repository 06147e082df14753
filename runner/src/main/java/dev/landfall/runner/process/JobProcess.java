package dev.landfall.runner.process;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running process of a job and all that it started. Its end is the end of the tree: when the process itself has exited, what it
 * left behind is killed and its output is read to the end before the exit code is reported. One thread may await it while others
 * signal it.
 */
public final class JobProcess {

    private static final Logger LOG = LoggerFactory.getLogger(JobProcess.class);

    /** A killed process is gone in milliseconds, unless a device does not answer. */
    private static final Duration LONGEST_KILL = Duration.ofSeconds(5);

    private static final Duration FIRST_LOOK = Duration.ofMillis(2);
    private static final Duration LAST_LOOK = Duration.ofMillis(50);

    private final Process process;
    private final ProcessTree tree;
    private final Outputs outputs;
    private final SessionStarter starter;
    private final ProcessWatch watch;
    private final Ticker ticker;
    private final Set<String> sentSignals = ConcurrentHashMap.newKeySet();
    private final ReentrantLock finishing = new ReentrantLock();

    /** Until when what the leader left behind may go on; in the past unless the tree was signalled. */
    private volatile long leaveUntilNanos;

    private volatile boolean finished;

    JobProcess(
            Process process,
            ProcessTree tree,
            Outputs outputs,
            SessionStarter starter,
            ProcessWatch watch,
            Ticker ticker) {
        this.process = process;
        this.tree = tree;
        this.outputs = outputs;
        this.starter = starter;
        this.watch = watch;
        this.ticker = ticker;
        this.leaveUntilNanos = ticker.nanos();
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Sends SIGINT to every process of the tree as Ctrl-C does: Terraform ends and unlocks. A second call does nothing, since a
     * second SIGINT would make Terraform end without unlocking. Whoever is left when the process itself has exited may use the
     * rest of the grace.
     */
    public void interrupt(Duration grace) {
        signal("INT", grace);
    }

    /** The same with SIGTERM. */
    public void terminate(Duration grace) {
        signal("TERM", grace);
    }

    /**
     * Kills the whole tree now, processes that left its session included, and waits until it is gone. Does nothing once the end
     * was reported: the numbers may be others' by then.
     */
    public void kill() {
        leaveUntilNanos = ticker.nanos();
        if (!finished) {
            killAll(tree::members);
        }
    }

    /**
     * Waits for the end.
     *
     * @param wait for the process to exit; ending what it left behind may take longer by the grace of a signal
     * @return the exit code, 128 + n when signal n ended the process; empty when it still runs
     */
    public Optional<Integer> await(Duration wait) throws InterruptedException {
        if (!process.waitFor(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        finish();
        return Optional.of(process.exitValue());
    }

    /** Interrupts, waits for the grace, kills. Returns the exit code. */
    public int end(Duration grace) throws InterruptedException {
        interrupt(grace);
        return awaitOrKill(grace);
    }

    /** The second half of {@link #end}, after a signal of the caller's choice. */
    public int awaitOrKill(Duration grace) throws InterruptedException {
        Optional<Integer> exit = await(grace);
        while (exit.isEmpty()) {
            kill();
            exit = await(LONGEST_KILL);
        }
        return exit.get();
    }

    private void signal(String name, Duration grace) {
        if (finished || !sentSignals.add(name)) {
            return;
        }
        leaveUntilNanos = ticker.nanos() + grace.toNanos();
        List<Long> targets = new ArrayList<>();
        if (starter.ownSession()) {
            targets.add(-process.pid());
        }
        for (ProcessEntry entry : tree.members()) {
            if (!starter.ownSession() || entry.group() != process.pid()) {
                targets.add(entry.pid());
            }
        }
        Signals.send(name, targets);
    }

    private void finish() throws InterruptedException {
        finishing.lockInterruptibly();
        try {
            if (!finished) {
                leaveInPeace();
                killAll(tree::members);
                drain();
                watch.ended(process.pid());
                finished = true;
            }
        } finally {
            finishing.unlock();
        }
    }

    private void leaveInPeace() throws InterruptedException {
        Duration look = FIRST_LOOK;
        while (leaveUntilNanos - ticker.nanos() > 0 && !tree.members().isEmpty()) {
            Thread.sleep(look);
            look = later(look);
        }
    }

    private void killAll(Supplier<List<ProcessEntry>> found) {
        long giveUpNanos = ticker.nanos() + LONGEST_KILL.toNanos();
        Duration look = FIRST_LOOK;
        List<ProcessEntry> members = found.get();
        while (!members.isEmpty() && giveUpNanos - ticker.nanos() > 0) {
            members.forEach(Signals::kill);
            LockSupport.parkNanos(look.toNanos());
            look = later(look);
            members = found.get();
        }
        if (!members.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("pid", process.pid())
                    .addKeyValue("left", members.size())
                    .log("processes of a job could not be killed");
        }
    }

    private void drain() throws InterruptedException {
        if (outputs.drain()) {
            return;
        }
        var holders = tree.holding(outputs.pipes());
        killAll(() -> tree.living(holders));
        if (!outputs.drain()) {
            LOG.atWarn().addKeyValue("pid", process.pid()).log("output of a job was cut off: somebody holds it open");
            outputs.cutOff();
        }
    }

    private static Duration later(Duration look) {
        Duration doubled = look.multipliedBy(2);
        return doubled.compareTo(LAST_LOOK) < 0 ? doubled : LAST_LOOK;
    }
}
