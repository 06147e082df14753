package dev.landfall.runner.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Reads {@code /proc}; formats by proc(5). A process that ends while it is looked at is simply not there. */
final class LinuxProcessTable implements ProcessTable {

    /** Most bytes read of an environment; Linux allows more only where somebody raised the stack limit. */
    private static final int MAX_ENVIRONMENT_BYTES = 4 << 20;

    private static final int MAX_STAT_BYTES = 2048;
    private static final long USUAL_PID_LIMIT = 32768;

    private final Path proc;
    private final File procFolder;
    private final long pidLimit;

    LinuxProcessTable(Path proc) {
        this.proc = proc;
        this.procFolder = proc.toFile();
        this.pidLimit = pidLimit(proc);
    }

    @Override
    public List<ProcessEntry> list(LongPredicate pids) {
        List<ProcessEntry> entries = new ArrayList<>();
        String[] names = procFolder.list();
        for (String name : names == null ? new String[0] : names) {
            if (name.charAt(0) <= '9') {
                long pid = Long.parseLong(name);
                if (pids.test(pid)) {
                    find(pid).ifPresent(entries::add);
                }
            }
        }
        return entries;
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        byte[] stat = read(pid, "stat", MAX_STAT_BYTES);
        return stat.length == 0 ? Optional.empty() : parse(pid, new String(stat, StandardCharsets.ISO_8859_1));
    }

    @Override
    public boolean environmentContains(long pid, byte[] bytes) {
        return Bytes.indexOf(read(pid, "environ", MAX_ENVIRONMENT_BYTES), bytes) >= 0;
    }

    @Override
    public Optional<String> environmentVariable(long pid, String name) {
        byte[] environment = read(pid, "environ", MAX_ENVIRONMENT_BYTES);
        byte[] key = (name + "=").getBytes(StandardCharsets.UTF_8);
        int at = Bytes.indexOf(environment, key);
        if (at < 0) {
            return Optional.empty();
        }
        int start = at + key.length;
        int end = start;
        while (end < environment.length && environment[end] != 0) {
            end++;
        }
        return Optional.of(new String(environment, start, end - start, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Path> workingDirectory(long pid) {
        return link(proc.resolve(pid + "/cwd"));
    }

    @Override
    public long pidLimit() {
        return pidLimit;
    }

    @Override
    public Optional<String> openFile(long pid, int descriptor) {
        return link(proc.resolve(pid + "/fd/" + descriptor)).map(Path::toString);
    }

    @Override
    public boolean holdsOpen(long pid, String file) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (link(descriptor).map(Path::toString).filter(file::equals).isPresent()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code pid (name) state parent group session … start}; the name may hold spaces and parentheses. */
    private static Optional<ProcessEntry> parse(long pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        if (fields[0].equals("Z") || fields[0].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessEntry(
                pid,
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[19])));
    }

    private static long pidLimit(Path proc) {
        try {
            return Long.parseLong(
                    Files.readString(proc.resolve("sys/kernel/pid_max")).strip());
        } catch (IOException | NumberFormatException e) {
            return USUAL_PID_LIMIT;
        }
    }

    private byte[] read(long pid, String file, int limitBytes) {
        try (FileInputStream in = new FileInputStream(new File(procFolder, pid + "/" + file))) {
            return in.readNBytes(limitBytes);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static Optional<Path> link(Path path) {
        try {
            return Optional.of(Files.readSymbolicLink(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
