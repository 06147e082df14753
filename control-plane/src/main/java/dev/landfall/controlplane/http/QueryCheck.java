package dev.landfall.controlplane.http;

import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.Map;

/** Refuses query parameters that a route does not know: a misspelt filter must not read as no filter. */
final class QueryCheck {

    private QueryCheck() {}

    static void require(Map<String, List<String>> query, List<String> known) {
        query.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw LandfallException.invalid(
                        "The query parameter '" + NearestName.shown(name) + "' is not known here"
                                + NearestName.hint(name, known) + "; known: "
                                + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
            }
            if (values.size() > 1) {
                throw LandfallException.invalid("The query parameter '" + name + "' is given more than once.");
            }
        });
    }
}
