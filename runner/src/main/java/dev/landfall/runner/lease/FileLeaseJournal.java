package dev.landfall.runner.lease;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.Lease;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal as a folder whose file names are its entries, so that each step costs one file operation:
 *
 * <pre>
 * &lt;job&gt;~&lt;attempt&gt;~&lt;claim id&gt;          asked for
 * &lt;job&gt;~&lt;attempt&gt;~&lt;claim id&gt;~&lt;fence&gt;  held
 * &lt;job&gt;~&lt;attempt&gt;~&lt;fence&gt;.result     ended, not acknowledged; holds the result as JSON
 * </pre>
 */
public final class FileLeaseJournal implements LeaseJournal {

    private static final Logger log = LoggerFactory.getLogger(FileLeaseJournal.class);
    private static final String RESULT = ".result";

    private final Path folder;
    private final Map<String, ClaimRequest> intents = new LinkedHashMap<>();
    private final Map<Lease, Path> held = new HashMap<>();
    private final Map<Lease, Path> orphans = new LinkedHashMap<>();
    private final Map<Lease, CompleteRequest> results = new LinkedHashMap<>();

    /**
     * Reads what an earlier process left.
     *
     * @throws LandfallException INVALID when the folder cannot be made or read
     */
    public FileLeaseJournal(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                files.sorted().forEach(this::load);
            }
        } catch (IOException e) {
            throw LandfallException.invalid("The journal of leases in " + folder + " cannot be read: " + e.getMessage()
                    + ". Let the runner's user read and write it.");
        }
        results.keySet()
                .forEach(ended -> Optional.ofNullable(orphans.remove(ended)).ifPresent(file -> held.put(ended, file)));
    }

    @Override
    public synchronized ClaimRequest intend(ClaimRequest request) {
        var key = key(request.job(), request.attempt());
        var earlier = intents.get(key);
        if (earlier != null) {
            return earlier;
        }
        write("note a claim", () -> Files.createFile(file(request)));
        intents.put(key, request);
        return request;
    }

    @Override
    public synchronized void hold(ClaimRequest request, Lease lease, DisconnectPolicy policy) {
        var file = folder.resolve(file(request).getFileName() + "~" + lease.fence());
        write("note a lease", () -> Files.move(file(request), file, StandardCopyOption.ATOMIC_MOVE));
        intents.remove(key(request.job(), request.attempt()));
        held.put(lease, file);
        if (policy == DisconnectPolicy.CONTINUE) {
            write("note a lease", this::syncFolder);
        }
    }

    @Override
    public void keepResult(Lease lease, JobResult result) {
        var request = new CompleteRequest(lease, result);
        synchronized (this) {
            if (request.equals(results.get(lease))) {
                return;
            }
            results.put(lease, request);
        }
        write("keep a result", () -> {
            var temporary = folder.resolve(resultName(lease) + ".new");
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(Json.writeString(request)));
                channel.force(true);
            }
            Files.move(temporary, folder.resolve(resultName(lease)), StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
            return folder;
        });
    }

    @Override
    public synchronized void forget(ClaimRequest request) {
        intents.remove(key(request.job(), request.attempt()));
        write("forget a claim", () -> Files.deleteIfExists(file(request)));
    }

    @Override
    public synchronized void forget(Lease lease) {
        if (results.remove(lease) != null) {
            write("forget a result", () -> Files.deleteIfExists(folder.resolve(resultName(lease))));
        }
        for (var file : List.of(Optional.ofNullable(held.remove(lease)), Optional.ofNullable(orphans.remove(lease)))) {
            file.ifPresent(path -> write("forget a lease", () -> Files.deleteIfExists(path)));
        }
    }

    @Override
    public synchronized void adopt(Lease lease) {
        Optional.ofNullable(orphans.remove(lease)).ifPresent(file -> held.put(lease, file));
    }

    @Override
    public synchronized List<ClaimRequest> intents() {
        return List.copyOf(intents.values());
    }

    @Override
    public synchronized List<Lease> orphans() {
        return List.copyOf(orphans.keySet());
    }

    @Override
    public synchronized List<CompleteRequest> results() {
        return List.copyOf(results.values());
    }

    private void load(Path file) {
        var name = file.getFileName().toString();
        try {
            if (name.endsWith(RESULT)) {
                var request = Json.read(Files.readString(file), CompleteRequest.class);
                results.put(request.lease(), request);
            } else {
                loadName(file, name.split("~", -1));
            }
        } catch (LandfallException | NumberFormatException | IOException e) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("a damaged entry of the lease journal is passed over");
        }
    }

    private void loadName(Path file, String[] parts) {
        if (parts.length < 3) {
            throw new NumberFormatException("not the name of an entry");
        }
        var job = new JobId(parts[0]);
        int attempt = Integer.parseInt(parts[1]);
        if (parts.length == 3) {
            intents.put(key(job, attempt), new ClaimRequest(job, attempt, parts[2]));
        } else {
            orphans.put(new Lease(job, attempt, Long.parseLong(parts[3])), file);
        }
    }

    private Path file(ClaimRequest request) {
        return folder.resolve(key(request.job(), request.attempt()) + "~" + request.claimId());
    }

    private static String key(JobId job, int attempt) {
        return job + "~" + attempt;
    }

    private static String resultName(Lease lease) {
        return key(lease.job(), lease.attempt()) + "~" + lease.fence() + RESULT;
    }

    private Path syncFolder() throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return folder;
    }

    /** A journal that cannot be written costs time after a crash, so it is said and the job goes on. */
    private void write(String what, FileOperation operation) {
        try {
            operation.run();
        } catch (IOException e) {
            log.atError().addKeyValue("what", what).setCause(e).log("the lease journal could not be written");
        }
    }

    @FunctionalInterface
    private interface FileOperation {
        Object run() throws IOException;
    }
}
