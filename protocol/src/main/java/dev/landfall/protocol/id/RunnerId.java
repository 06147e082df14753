package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A registered runner. Form: {@code rn_…}. */
public record RunnerId(@JsonValue String value) implements Comparable<RunnerId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunnerId {
        IdForm.require(value, "a runner id");
    }

    @Override
    public int compareTo(RunnerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
