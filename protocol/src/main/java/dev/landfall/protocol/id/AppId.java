package dev.landfall.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An app. Form: {@code app_…}. */
public record AppId(@JsonValue String value) implements Comparable<AppId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AppId {
        IdForm.require(value, "an app id");
    }

    @Override
    public int compareTo(AppId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
