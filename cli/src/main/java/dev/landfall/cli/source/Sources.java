package dev.landfall.cli.source;

import dev.landfall.cli.output.Printable;
import dev.landfall.cli.output.Progress;
import dev.landfall.cli.settings.Surroundings;
import dev.landfall.formats.appconfig.RemoteContents;
import dev.landfall.formats.appconfig.RemoteContents.Wanted;
import dev.landfall.formats.appconfig.SourceLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings contents of addresses: from this machine where their digest is known, else from where they are. */
public final class Sources {

    private final AddressFetch fetch;
    private final SourceCache cache;
    private final Surroundings surroundings;

    Sources(AddressFetch fetch, SourceCache cache, Surroundings surroundings) {
        this.fetch = fetch;
        this.cache = cache;
        this.surroundings = surroundings;
    }

    public static Sources of(Surroundings surroundings) {
        return new Sources(
                new AddressFetch(WebFetch::client, surroundings.environment(), FetchLimits.DEFAULT),
                SourceCache.locate(surroundings::variable),
                surroundings);
    }

    /** Whether addresses may be pinned unless a flag says otherwise: not where the variable {@code CI} says that nobody looks. */
    public static boolean pinsByDefault(Surroundings surroundings) {
        return surroundings
                .variable("CI")
                .filter(value -> value.equalsIgnoreCase("true") || value.equals("1"))
                .isEmpty();
    }

    /**
     * What was brought.
     *
     * @param pins new or changed
     * @param contents by SHA-256
     * @param failures why an address could not be had, by address
     */
    public record Brought(List<SourceLock.Pin> pins, Map<String, byte[]> contents, Map<String, String> failures) {}

    /** Contents of these pins that are on this machine, by SHA-256: in the directory or the cache. */
    public Map<String, byte[]> kept(SourceLock lock, Path directory) {
        var kept = new TreeMap<String, byte[]>();
        for (var pin : lock.pins().values()) {
            SourceCache.read(directory.resolve(RemoteContents.fileOf(pin.sha256())), pin.sha256())
                    .or(() -> cache.get(pin.sha256()))
                    .ifPresent(contents -> kept.put(pin.sha256(), contents));
        }
        return kept;
    }

    /** Fetches addresses, which must hold what their pins say. An address without one gets one. */
    public Brought bring(List<Wanted> wanted, SourceLock lock) {
        var brought = new Brought(new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        if (wanted.isEmpty()) {
            return brought;
        }
        var wishes = wanted.stream()
                .map(one -> new AddressFetch.Wish(
                        one.address(),
                        lock.pin(one.address().text())
                                .flatMap(pin -> Optional.ofNullable(pin.commit()))
                                .orElse(null)))
                .toList();
        try (var progress = new Progress(surroundings.err(), surroundings.readByPerson())) {
            progress.change("Fetching " + (wishes.size() == 1 ? "1 address." : wishes.size() + " addresses."));
            fetch.fetch(wishes, new Telling(progress)).forEach((address, answer) -> {
                switch (answer) {
                    case AddressFetch.Answer.Found found -> take(address, found.fetched(), lock, brought);
                    case AddressFetch.Answer.Failed failed -> brought.failures().put(address, failed.reason());
                }
            });
        }
        return brought;
    }

    /** Tells people, beside the result. */
    public void say(String line) {
        surroundings.err().println(Printable.line(line));
    }

    private void take(String address, Fetched fetched, SourceLock lock, Brought brought) {
        var sha256 = RemoteContents.sha256(fetched.contents());
        var pin = new SourceLock.Pin(address, sha256, fetched.contents().length, fetched.commit());
        var before = lock.pin(address);
        if (before.isPresent() && !before.get().sha256().equals(sha256)) {
            brought.failures().put(address, changed(before.get(), pin));
            return;
        }
        cache.put(fetched.contents());
        brought.contents().put(sha256, fetched.contents());
        if (before.isEmpty()) {
            brought.pins().add(pin);
        }
    }

    private static String changed(SourceLock.Pin before, SourceLock.Pin now) {
        return "it holds something else than when it was pinned. Pinned are " + before.bytes() + " bytes with SHA-256 "
                + before.sha256() + ", now there are " + now.bytes() + " bytes with SHA-256 " + now.sha256()
                + ". Look at what changed; to accept it: landfall app pin DIR --update.";
    }

    /** Says on the error stream what goes on. */
    private record Telling(Progress progress) implements AddressFetch.Listener {

        @Override
        public void asking(String address) {
            progress.waiting("waiting for " + address);
        }

        @Override
        public void answered(String address, AddressFetch.Answer answer) {
            if (answer instanceof AddressFetch.Answer.Found found) {
                progress.change("fetched " + address + ": " + found.fetched().contents().length + " bytes");
            }
        }
    }
}
