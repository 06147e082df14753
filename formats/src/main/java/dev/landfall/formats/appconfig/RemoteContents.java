package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contents of addresses, as they travel with the config: in {@value #FOLDER}, each named by its SHA-256, which {@value SourceLock#FILE}
 * tells by address. Nothing is fetched here; what is not there is told, and listed for whoever has a network.
 *
 * <p>Not thread-safe: one reading, one of these.
 */
public final class RemoteContents {

    /** Where contents of addresses lie in an archive. */
    public static final String FOLDER = ".landfall/sources";

    private final ConfigFiles files;
    private final Reading<SourceLock> lock;
    private final Map<String, String> failures;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();

    private RemoteContents(ConfigFiles files, Map<String, String> failures) {
        this.files = files;
        this.lock = SourceLock.read(files);
        this.failures = Map.copyOf(failures);
    }

    /** Those that a config directory or archive has. */
    public static RemoteContents of(ConfigFiles files) {
        return new RemoteContents(files, Map.of());
    }

    /**
     * The same, and why the rest could not be fetched.
     *
     * @param failures sentences by address
     */
    public static RemoteContents of(ConfigFiles files, Map<String, String> failures) {
        return new RemoteContents(files, failures);
    }

    /**
     * An address that the config names.
     *
     * @param at the first value that does
     */
    public record Wanted(ContentAddress address, Location at) {}

    /** The file in an archive that holds contents with this digest. */
    public static String fileOf(String sha256) {
        return FOLDER + "/" + sha256;
    }

    /** Digest of contents, as pins have it. */
    public static String sha256(byte[] contents) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(contents));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** All addresses that were asked for, in the order of the reading; at most {@value SourceLock#MAX_PINS}. */
    public List<Wanted> wanted() {
        return List.copyOf(wanted.values());
    }

    /** Those of them whose contents are not here. */
    public List<Wanted> missing() {
        return wanted.values().stream()
                .filter(one -> pinned(one.address()).filter(files::contains).isEmpty())
                .toList();
    }

    /** The files that hold the contents of what was asked for. */
    public List<String> used() {
        return wanted.values().stream()
                .flatMap(one -> pinned(one.address()).stream())
                .toList();
    }

    /** What is wrong with the pins themselves. */
    Reading<SourceLock> lock() {
        return lock;
    }

    /** The contents of an address that a key names. Empty after a problem. */
    Optional<String> text(Section section, String key, String text, Problems problems) {
        var address = ContentAddress.parse(text);
        if (address instanceof ContentAddress.Refused refused) {
            section.problem(key, refused.reason());
            return Optional.empty();
        }
        if (wanted.size() >= SourceLock.MAX_PINS && !wanted.containsKey(text)) {
            section.problem(key, "A config takes contents from at most " + SourceLock.MAX_PINS + " addresses.");
            return Optional.empty();
        }
        wanted.putIfAbsent(text, new Wanted(address, section.at(key)));
        var failure = failures.get(text);
        if (failure != null) {
            section.problem(key, "'" + text + "' could not be fetched: " + failure);
            return Optional.empty();
        }
        return contents(section, key, address, problems);
    }

    private Optional<String> contents(Section section, String key, ContentAddress address, Problems problems) {
        var pin = lock.value().flatMap(pins -> pins.pin(address.text()));
        if (pin.isEmpty()) {
            section.problem(
                    key,
                    "'" + address.text() + "' is not pinned: run 'landfall app pin DIR' and keep " + SourceLock.FILE
                            + " with the config.");
            return Optional.empty();
        }
        var file = fileOf(pin.get().sha256());
        var bytes = files.bytes(file);
        if (bytes.isEmpty() || !sha256(bytes.get()).equals(pin.get().sha256())) {
            section.problem(
                    key,
                    "'" + address.text() + "' is pinned, but " + file + " is "
                            + (bytes.isEmpty() ? "not there" : "another file")
                            + ": send the config by 'landfall app sync', which puts it in.");
            return Optional.empty();
        }
        tellOfMoving(section, key, address, pin.get(), problems);
        return decoded(section, key, address, file);
    }

    private Optional<String> decoded(Section section, String key, ContentAddress address, String file) {
        var own = new Problems();
        var text = files.text(file, own);
        own.reading(() -> file)
                .problems()
                .forEach(problem -> section.problem(key, "'" + address.text() + "': " + problem.message()));
        return text;
    }

    private static void tellOfMoving(
            Section section, String key, ContentAddress address, SourceLock.Pin pin, Problems problems) {
        if (address instanceof ContentAddress.Git git && git.moves()) {
            problems.notice(
                    section.at(key),
                    "'" + git.text() + "' names "
                            + (git.ref() == null ? "no ref" : "what may move ('" + git.ref() + "')")
                            + "; it stays at commit " + pin.commit() + " until 'landfall app pin DIR --update'.");
        }
    }

    private Optional<String> pinned(ContentAddress address) {
        return lock.value().flatMap(pins -> pins.pin(address.text())).map(pin -> fileOf(pin.sha256()));
    }
}
