package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A job; carries its partition. Form: {@code <partition>.jb_…}. */
public record JobId(@JsonValue String value) implements Comparable<JobId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        IdForm.requireQualified(value, "a job id");
    }

    /** The partition that holds it. */
    public PartitionId partition() {
        return new PartitionId(IdForm.partitionOf(value));
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
