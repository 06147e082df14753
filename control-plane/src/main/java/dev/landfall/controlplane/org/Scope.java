package dev.landfall.controlplane.org;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.NearestName;
import dev.landfall.protocol.error.LandfallException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a token may do; each scope includes those before it. */
public enum Scope {
    READ,
    WRITE,
    ADMIN;

    /**
     * @throws LandfallException INVALID for another word
     */
    @JsonCreator
    public static Scope parse(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst()
                .orElseThrow(() -> LandfallException.invalid("'" + NearestName.shown(text)
                        + "' is not a scope; scopes are " + String.join(", ", names()) + "."));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a token with this scope may call a route. */
    boolean reaches(Access access) {
        return switch (access) {
            case PUBLIC, READ -> true;
            case WRITE -> this != READ;
            case ADMIN -> this == ADMIN;
            case RUNNER -> false;
        };
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(Scope::text).toList();
    }
}
