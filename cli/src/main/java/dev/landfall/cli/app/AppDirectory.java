package dev.landfall.cli.app;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.cli.source.Sources;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.AppConfigReader;
import dev.landfall.formats.appconfig.RemoteContents;
import dev.landfall.formats.appconfig.RemoteContents.Wanted;
import dev.landfall.formats.appconfig.SourceLock;
import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An app config directory on this machine, with what its addresses hold. It is read once, when it is first asked for.
 *
 * <p>Not thread-safe.
 */
public final class AppDirectory {

    private static final String FIRST_FILE = "metadata.toml";

    private final Path directory;
    private final Sources sources;
    private final boolean pinning;
    private @Nullable Whole whole;

    private AppDirectory(Path directory, Sources sources, boolean pinning) {
        if (!Files.isDirectory(directory)) {
            throw LandfallException.invalid("'" + directory + "' is not a directory. Name an app config directory: one"
                    + " with " + FIRST_FILE + ", components/ and so on.");
        }
        this.directory = directory;
        this.sources = sources;
        this.pinning = pinning;
    }

    /**
     * A directory whose addresses are pinned: one without a pin is a problem.
     *
     * @throws LandfallException INVALID when it is no directory
     */
    public static AppDirectory locked(Path directory, Surroundings surroundings) {
        return new AppDirectory(directory, Sources.of(surroundings), false);
    }

    /** The same, where an address without a pin is fetched and gets one in the directory's lock file. */
    public static AppDirectory pinning(Path directory, Surroundings surroundings) {
        return new AppDirectory(directory, Sources.of(surroundings), true);
    }

    /**
     * All that is known after a reading.
     *
     * @param contents of its addresses, by their paths in the archive
     */
    private record Whole(Reading<AppConfig> reading, Map<String, byte[]> contents) {}

    /** The name that the app has unless one is given: the directory's. */
    public String defaultName() {
        var name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? "app" : name.toString();
    }

    /**
     * The gzipped tar that the API takes, with the contents of its addresses.
     *
     * @throws LandfallException INVALID with each problem
     */
    public byte[] archive() {
        return pack(whole().contents());
    }

    /** The config, or what is wrong with it, read the way the control plane reads it. */
    public Reading<AppConfig> read() {
        return whole().reading();
    }

    /**
     * The config.
     *
     * @throws LandfallException INVALID with each problem, file and line first
     */
    public AppConfig config() {
        return require(read(), "has problems");
    }

    /**
     * Pins what has no pin, and forgets pins that nothing uses when the config can be read.
     *
     * @param anew addresses whose contents are taken as they are now
     * @throws LandfallException INVALID with each address that could not be fetched; the others are pinned
     */
    Pinned pin(Predicate<String> anew) {
        var files = files();
        var before = require(SourceLock.read(files), "has a bad lock file");
        var remote = RemoteContents.of(files);
        AppConfigReader.read(files, remote);
        var asked = remote.wanted().stream()
                .filter(one -> before.pin(one.address().text()).isEmpty()
                        || anew.test(one.address().text()))
                .toList();
        var kept = new TreeMap<>(before.pins());
        asked.forEach(one -> kept.remove(one.address().text()));
        var brought = sources.bring(asked, new SourceLock(kept));
        var now = before.with(brought.pins());
        now = isReadable(files, now, brought.contents()) ? now.only(addresses(remote)) : now;
        if (!now.equals(before)) {
            write(now);
        }
        require(failures(asked, brought.failures()), "has addresses that could not be fetched");
        return new Pinned(
                before,
                now,
                brought.pins().stream().map(SourceLock.Pin::address).toList());
    }

    /**
     * Pins before and after.
     *
     * @param fetched addresses that were asked now
     */
    record Pinned(SourceLock before, SourceLock now, List<String> fetched) {}

    <T> T require(Reading<T> reading, String failure) {
        return reading.value().orElseThrow(() -> {
            var problems = new ArrayList<String>();
            reading.problems().stream().map(Problem::toString).forEach(problems::add);
            return LandfallException.invalid(
                    "The app config in " + directory + " " + failure + " (" + problems.size() + "):", problems);
        });
    }

    private Whole whole() {
        if (whole == null) {
            whole = wholly();
        }
        return whole;
    }

    private Whole wholly() {
        var files = files();
        var lock = SourceLock.read(files).value().orElse(SourceLock.EMPTY);
        var contents = new TreeMap<>(inArchive(sources.kept(lock, directory)));
        var remote = RemoteContents.of(with(files, contents));
        var reading = AppConfigReader.read(with(files, contents), remote);
        var missing = remote.missing().stream()
                .filter(one -> pinning || lock.pin(one.address().text()).isPresent())
                .toList();
        if (!missing.isEmpty() && SourceLock.read(files).value().isPresent()) {
            var brought = sources.bring(missing, lock);
            contents.putAll(inArchive(brought.contents()));
            var all = with(pinned(files, lock, brought.pins()), contents);
            remote = RemoteContents.of(all, brought.failures());
            reading = AppConfigReader.read(all, remote);
        }
        contents.keySet().retainAll(remote.used());
        return new Whole(reading, contents);
    }

    /** The files with new pins among them, which the directory has from now on. */
    private ConfigFiles pinned(ConfigFiles files, SourceLock lock, List<SourceLock.Pin> pins) {
        if (pins.isEmpty()) {
            return files;
        }
        var now = lock.with(pins);
        write(now);
        sources.say("Pinned " + (pins.size() == 1 ? "1 address" : pins.size() + " addresses") + " in " + SourceLock.FILE
                + "; keep that file with the config.");
        return with(files, Map.of(SourceLock.FILE, bytes(now)));
    }

    private boolean isReadable(ConfigFiles files, SourceLock lock, Map<String, byte[]> brought) {
        var contents = new TreeMap<>(inArchive(sources.kept(lock, directory)));
        contents.putAll(inArchive(brought));
        contents.put(SourceLock.FILE, bytes(lock));
        return AppConfigReader.read(with(files, contents)).value().isPresent();
    }

    private void write(SourceLock lock) {
        var file = directory.resolve(SourceLock.FILE);
        try {
            if (lock.pins().isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                var part = Files.createTempFile(directory, "." + SourceLock.FILE, "");
                try {
                    Files.write(part, bytes(lock));
                    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
                    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The lock file " + file + " could not be written: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(SourceLock lock) {
        return lock.text().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> inArchive(Map<String, byte[]> contents) {
        var files = new TreeMap<String, byte[]>();
        contents.forEach((sha256, bytes) -> files.put(RemoteContents.fileOf(sha256), bytes));
        return files;
    }

    private static List<String> addresses(RemoteContents remote) {
        return remote.wanted().stream().map(one -> one.address().text()).toList();
    }

    private static Reading<List<Wanted>> failures(List<Wanted> asked, Map<String, String> reasons) {
        var problems = new Problems();
        for (var one : asked) {
            var reason = reasons.get(one.address().text());
            if (reason != null) {
                problems.add(one.at(), "'" + one.address().text() + "' could not be fetched: " + reason);
            }
        }
        return problems.reading(() -> asked);
    }

    private ConfigFiles with(ConfigFiles files, Map<String, byte[]> others) {
        return others.isEmpty() ? files : require(files.with(others), "is too large with what its addresses hold");
    }

    private ConfigFiles files() {
        return require(ConfigFiles.ofArchive(pack(Map.of())), "could not be read");
    }

    private byte[] pack(Map<String, byte[]> others) {
        try {
            return require(ConfigArchive.pack(directory, others), "could not be packed");
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The directory " + directory + " could not be read: " + e.getMessage(), e);
        }
    }
}
