package dev.landfall.runner.cache;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Terraform's provider plug-in cache, shared by the jobs of all runners that have this folder. Terraform does not guard it against
 * concurrent {@code init}, so that runs under a lock; a module links into the cache, so nothing is removed while a job uses it.
 * When the last user is gone and the cache is over its limit, the longest unused provider versions go.
 *
 * <p>Thread-safe.
 */
public final class PluginCache {

    /** All providers together. */
    public static final long DEFAULT_LIMIT_BYTES = 5L << 30;

    /** Longest wait for another job's {@code init}. */
    static final Duration INIT_PATIENCE = Duration.ofMinutes(15);

    /** How often a waiting job looks whether it is its turn. */
    static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** host / namespace / type / version / platform: what is below a version is kept or removed as a whole. */
    private static final int VERSION_DEPTH = 4;

    private final Path folder;
    private final long limitBytes;
    private final Semaphore initTurn = new Semaphore(1, true);
    private final Object usersLock = new Object();
    private int users;
    private @Nullable FileLock usersFileLock;

    /** @param folder made on first use; holds {@code plugins} and two lock files */
    public PluginCache(Path folder, long limitBytes) {
        this.folder = folder;
        this.limitBytes = limitBytes;
    }

    /** A job's hold on the cache; closing it lets the cache shrink. */
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /** Value for {@code TF_PLUGIN_CACHE_DIR}. */
    public Path plugins() {
        return folder.resolve("plugins");
    }

    /** Nothing is removed from the cache until the use is closed. */
    public Use use() {
        try {
            Files.createDirectories(plugins());
            enter();
            return this::leave;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Runs {@code init} alone.
     *
     * @throws LandfallException UNAVAILABLE when others do not end within {@link #INIT_PATIENCE}; CONFLICT when the
     *     attempt is cancelled while it waits
     */
    public void exclusively(Cancellation cancellation, Runnable init) {
        int looks = (int) (INIT_PATIENCE.toMillis() / LOOK_EVERY.toMillis());
        try {
            while (!initTurn.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                looks = oneLookLess(looks, cancellation);
            }
            try (var channel = open("init.lock");
                    var lock = lock(channel, looks, cancellation)) {
                if (lock.isValid()) {
                    init.run();
                }
            } catch (IOException e) {
                throw unusable(e);
            } finally {
                initTurn.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("The wait for another job's terraform init was interrupted.", e);
        }
    }

    /**
     * Notes which provider versions a module uses, so that these are the last to go.
     *
     * @param dataFolder Terraform's data folder after {@code init}, which links into the cache
     */
    public void markUsed(Path dataFolder, Instant now) {
        var providers = dataFolder.resolve("providers");
        if (!Files.isDirectory(providers)) {
            return;
        }
        try (var paths = Files.walk(providers)) {
            for (var link : (Iterable<Path>) paths.filter(Files::isSymbolicLink)::iterator) {
                var version = link.toRealPath().getParent();
                if (version != null && version.startsWith(plugins().toRealPath())) {
                    Files.setLastModifiedTime(version, FileTime.from(now));
                }
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static FileLock lock(FileChannel channel, int looks, Cancellation cancellation)
            throws IOException, InterruptedException {
        var left = looks;
        while (true) {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            left = oneLookLess(left, cancellation);
        }
    }

    private static int oneLookLess(int looks, Cancellation cancellation) {
        cancellation.check();
        if (looks <= 0) {
            throw LandfallException.unavailable(
                    "Another job's terraform init did not end within " + INIT_PATIENCE.toMinutes()
                            + " minutes; run the job again.",
                    null);
        }
        return looks - 1;
    }

    private void enter() throws IOException {
        synchronized (usersLock) {
            if (users == 0) {
                usersFileLock = open("use.lock").lock(0, Long.MAX_VALUE, true);
            }
            users++;
        }
    }

    private void leave() {
        synchronized (usersLock) {
            users--;
            if (users > 0) {
                return;
            }
            try {
                release();
                shrinkUnlessUsed();
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    private void release() throws IOException {
        var lock = usersFileLock;
        usersFileLock = null;
        if (lock != null) {
            lock.acquiredBy().close();
        }
    }

    /** Another process that uses the cache holds the shared lock, and then nothing is removed. */
    private void shrinkUnlessUsed() throws IOException {
        try (var channel = open("use.lock")) {
            var lock = channel.tryLock();
            if (lock == null) {
                return;
            }
            for (var version : Eviction.choose(versions(), limitBytes)) {
                delete(version);
            }
        }
    }

    private List<Eviction.Entry> versions() throws IOException {
        var entries = new ArrayList<Eviction.Entry>();
        try (var paths = Files.walk(plugins(), VERSION_DEPTH)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                if (path.getNameCount() == plugins().getNameCount() + VERSION_DEPTH) {
                    entry(path).ifPresent(entries::add);
                }
            }
        }
        return entries;
    }

    private static Optional<Eviction.Entry> entry(Path version) throws IOException {
        try {
            return Optional.of(new Eviction.Entry(
                    version, size(version), Files.getLastModifiedTime(version).toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (var paths = Files.walk(folder)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
            }
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (var path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        }
    }

    private FileChannel open(String name) throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private LandfallException unusable(IOException e) {
        return LandfallException.unavailable(
                "The provider plug-in cache '" + folder + "' cannot be used: " + e.getMessage() + ". Check its disk.",
                e);
    }
}
