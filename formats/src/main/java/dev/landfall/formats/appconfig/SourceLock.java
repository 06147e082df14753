package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ArchiveLimits;
import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the addresses of a config held when they were fetched: {@value #FILE}, TOML with one {@code [[source]]} for each. Contents are
 * known by their SHA-256 alone; the place where they were found may hold something else by now.
 *
 * @param pins by address
 */
public record SourceLock(SortedMap<String, Pin> pins) {

    /** Its name in the config directory. */
    public static final String FILE = "landfall.lock.toml";

    /** Most addresses of one config. */
    public static final int MAX_PINS = 100;

    public static final SourceLock EMPTY = new SourceLock(new TreeMap<>());

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
    private static final String HEAD = """
            # What the addresses in this app config held when they were fetched, by SHA-256. Written by 'landfall app validate',
            # 'landfall app sync' and 'landfall app pin': keep it with the config. 'landfall app pin DIR --update' takes what they hold now.
            """;

    public SourceLock {
        pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
    }

    /**
     * One address.
     *
     * @param sha256 of the contents, in lower case hex
     * @param commit that the contents are from, for git; else null
     */
    public record Pin(
            String address,
            String sha256,
            int bytes,
            @Nullable String commit) {}

    /** That of a config directory; empty when there is none. */
    public static Reading<SourceLock> read(ConfigFiles files) {
        var problems = new Problems();
        var pins = new TreeMap<String, Pin>();
        if (files.contains(FILE)) {
            TomlFile.read(files, FILE, problems).ifPresent(file -> {
                var sources = file.sections("source");
                if (sources.size() > MAX_PINS) {
                    file.problem("source", "A config takes contents from at most " + MAX_PINS + " addresses.");
                }
                sources.stream().limit(MAX_PINS).forEach(source -> read(source, pins));
                file.end();
            });
        }
        return problems.reading(() -> new SourceLock(pins));
    }

    private static void read(Section source, TreeMap<String, Pin> pins) {
        var address = source.requiredText("address");
        var sha256 = source.requiredText("sha256");
        var bytes = source.integer("bytes", 0, (int) ArchiveLimits.CONFIG.maxFileBytes());
        var commit = source.text("commit");
        if (!address.isEmpty() && ContentAddress.parse(address) instanceof ContentAddress.Refused refused) {
            source.problem("address", refused.reason());
        }
        if (!sha256.isEmpty() && !SHA256.matcher(sha256).matches()) {
            source.problem("sha256", "'sha256' has 64 digits and letters from a to f.");
        }
        if (commit.isPresent() && !COMMIT.matcher(commit.get()).matches()) {
            source.problem("commit", "'commit' is the full id of a commit.");
        }
        if (pins.put(address, new Pin(address, sha256, bytes.orElse(0), commit.orElse(null))) != null) {
            source.problem("address", "The address is pinned twice; keep one.");
        }
        source.end();
    }

    public Optional<Pin> pin(String address) {
        return Optional.ofNullable(pins.get(address));
    }

    /** The same with these pins added or put in the place of others. */
    public SourceLock with(List<Pin> more) {
        var all = new TreeMap<>(pins);
        more.forEach(pin -> all.put(pin.address(), pin));
        return new SourceLock(all);
    }

    /** The same without pins of other addresses. */
    public SourceLock only(List<String> addresses) {
        var some = new TreeMap<>(pins);
        some.keySet().retainAll(addresses);
        return new SourceLock(some);
    }

    /** The file: always the same for the same pins. */
    public String text() {
        var lines = new ArrayList<String>(List.of(HEAD));
        for (var pin : pins.values()) {
            lines.add("[[source]]\naddress = \"" + pin.address() + "\"\nsha256  = \"" + pin.sha256() + "\"\nbytes   = "
                    + pin.bytes() + "\n" + (pin.commit() == null ? "" : "commit  = \"" + pin.commit() + "\"\n"));
        }
        return String.join("\n", lines);
    }
}
