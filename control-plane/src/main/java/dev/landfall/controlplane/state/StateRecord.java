package dev.landfall.controlplane.state;

import dev.landfall.protocol.error.LandfallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A state as it stands, in its install's partition under {@code tfstate.<workspace>}.
 *
 * @param lineage Terraform's own; null before the first write, empty while what was written had none
 * @param lock null when nobody holds it
 * @param versions the newest last, at most {@value #MAX_VERSIONS}
 */
public record StateRecord(
        String workspace,
        @Nullable String lineage,
        @Nullable StateLock lock,
        List<StateVersion> versions) {

    /** So many versions are kept. */
    public static final int MAX_VERSIONS = 50;

    static final String SORT_PREFIX = "tfstate.";

    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9_-]{1,90}");

    public StateRecord {
        versions = List.copyOf(versions);
    }

    static StateRecord empty(String workspace) {
        return new StateRecord(workspace, null, null, List.of());
    }

    static String sort(String workspace) {
        if (!WORKSPACE.matcher(workspace).matches()) {
            throw LandfallException.invalid("A workspace's name is 1 to 90 letters, digits, '-' and '_'.");
        }
        return SORT_PREFIX + workspace;
    }

    Optional<StateVersion> current() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    /** The serial of the newest version; -1 before the first. */
    public long serial() {
        return current().map(StateVersion::serial).orElse(-1L);
    }

    StateRecord withLock(@Nullable StateLock holder) {
        return new StateRecord(workspace, lineage, holder, versions);
    }

    StateRecord withVersion(StateVersion version, String ofLineage) {
        var all = new ArrayList<>(versions);
        all.add(version);
        var kept = all.subList(Math.max(0, all.size() - MAX_VERSIONS), all.size());
        return new StateRecord(workspace, ofLineage, lock, kept);
    }
}
