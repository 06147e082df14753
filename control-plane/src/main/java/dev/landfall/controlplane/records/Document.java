package dev.landfall.controlplane.records;

/**
 * A document read as the value that it holds.
 *
 * @param version opaque token for a {@link Precondition#atVersion}
 */
public record Document<T>(RecordKey key, T value, String version) {

    /** The precondition that nobody changed it since. */
    public Precondition unchanged() {
        return Precondition.atVersion(version);
    }
}
