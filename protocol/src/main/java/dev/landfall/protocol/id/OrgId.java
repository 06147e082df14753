package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An organisation, the owner of everything else. Form: {@code org_…}. */
public record OrgId(@JsonValue String value) implements Comparable<OrgId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrgId {
        IdForm.require(value, "an org id");
    }

    @Override
    public int compareTo(OrgId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
