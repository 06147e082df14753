package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names what changes together in the store: an install, a CI project, an org, an app or a pool. Form: {@code in_… or pr_…}. */
public record PartitionId(@JsonValue String value) implements Comparable<PartitionId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PartitionId {
        IdForm.require(value, "a partition id");
    }

    @Override
    public int compareTo(PartitionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
