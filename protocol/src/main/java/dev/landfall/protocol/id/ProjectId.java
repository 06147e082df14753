package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A CI project; it is also the partition of its jobs. Form: {@code pr_…}. */
public record ProjectId(@JsonValue String value) implements Comparable<ProjectId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {
        IdForm.require(value, "a project id");
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
