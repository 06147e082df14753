package dev.landfall.controlplane.install;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.controlplane.http.NearestName;
import dev.landfall.protocol.error.LandfallException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What happens with a plan that has changes. */
public enum ApprovalOption {
    /** Somebody must say yes. */
    PROMPT,
    /** It is applied at once. */
    APPROVE_ALL;

    /**
     * @throws LandfallException INVALID for another word
     */
    @JsonCreator
    public static ApprovalOption parse(String text) {
        return Arrays.stream(values())
                .filter(option -> option.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> LandfallException.invalid("'" + NearestName.shown(text)
                        + "' is no approval option; use "
                        + String.join(" or ", List.of(PROMPT.wire(), APPROVE_ALL.wire()))
                        + "."));
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
