package dev.landfall.runner.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * Asks {@code ps} (POSIX, with the BSDs' {@code -E} for the environment), for systems without {@code /proc}. It does not
 * tell where a process works nor what it has open, so a process there is found by its session, its parents and its mark.
 */
final class PsProcessTable implements ProcessTable {

    /** A listing takes milliseconds; one that takes this long will not come. */
    private static final long PS_SECONDS = 5;

    private static final int COLUMNS = 3;

    @Override
    public List<ProcessEntry> list(LongPredicate pids) {
        List<ProcessEntry> entries = new ArrayList<>();
        for (String line :
                run("ps", "-A", "-o", "pid=,ppid=,pgid=,stat=").lines().toList()) {
            parse(line).filter(entry -> pids.test(entry.pid())).ifPresent(entries::add);
        }
        return entries;
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        return run("ps", "-o", "pid=,ppid=,pgid=,stat=", "-p", Long.toString(pid))
                .lines()
                .findFirst()
                .flatMap(PsProcessTable::parse);
    }

    @Override
    public boolean environmentContains(long pid, byte[] bytes) {
        String wanted = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
        return environment(pid).contains(wanted);
    }

    @Override
    public Optional<String> environmentVariable(long pid, String name) {
        String environment = environment(pid);
        int at = environment.indexOf(name + "=");
        return at < 0
                ? Optional.empty()
                : Optional.of(environment.substring(at + name.length() + 1).split(" ", 2)[0]);
    }

    @Override
    public Optional<Path> workingDirectory(long pid) {
        return Optional.empty();
    }

    /** Unknown here, so every process is looked at. */
    @Override
    public long pidLimit() {
        return 0;
    }

    @Override
    public Optional<String> openFile(long pid, int descriptor) {
        return Optional.empty();
    }

    @Override
    public boolean holdsOpen(long pid, String file) {
        return false;
    }

    private static String environment(long pid) {
        return run("ps", "-E", "-ww", "-o", "command=", "-p", Long.toString(pid));
    }

    private static Optional<ProcessEntry> parse(String line) {
        String[] columns = line.strip().split("\\s+", COLUMNS + 1);
        if (columns.length <= COLUMNS || columns[COLUMNS].startsWith("Z")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(columns[0]);
        long group = Long.parseLong(columns[2]);
        long started = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(0L);
        return Optional.of(new ProcessEntry(pid, Long.parseLong(columns[1]), group, group, started));
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(PS_SECONDS, TimeUnit.SECONDS);
            return text;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
