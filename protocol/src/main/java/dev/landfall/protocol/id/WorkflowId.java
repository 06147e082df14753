package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A workflow; carries its partition. Form: {@code <partition>.wf_…}. */
public record WorkflowId(@JsonValue String value) implements Comparable<WorkflowId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkflowId {
        IdForm.requireQualified(value, "a workflow id");
    }

    /** The partition that holds it. */
    public PartitionId partition() {
        return new PartitionId(IdForm.partitionOf(value));
    }

    @Override
    public int compareTo(WorkflowId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
