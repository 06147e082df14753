package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A runner pool, which is one queue. Form: {@code pool_…}. */
public record PoolId(@JsonValue String value) implements Comparable<PoolId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PoolId {
        IdForm.require(value, "a pool id");
    }

    @Override
    public int compareTo(PoolId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
