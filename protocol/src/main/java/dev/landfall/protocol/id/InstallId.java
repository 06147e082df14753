package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An install; it is also the partition of its jobs. Form: {@code in_…}. */
public record InstallId(@JsonValue String value) implements Comparable<InstallId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InstallId {
        IdForm.require(value, "an install id");
    }

    @Override
    public int compareTo(InstallId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
