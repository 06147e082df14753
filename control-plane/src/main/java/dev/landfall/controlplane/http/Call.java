package dev.landfall.controlplane.http;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A request that found its route and was let in.
 *
 * @param parameters values of the pattern's braces, decoded
 */
public record Call(ApiRequest request, Map<String, String> parameters, Caller caller) {

    /** The value of a segment in braces; the pattern has it. */
    public String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route's pattern has no {" + name + "}");
        }
        return value;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(request.query().get(name)).map(values -> values.get(0));
    }

    /**
     * @throws LandfallException INVALID when it is there and not a whole number
     */
    public int queryInt(String name, int otherwise) {
        return (int) queryLong(name, otherwise, Integer.MAX_VALUE);
    }

    /**
     * @throws LandfallException INVALID when it is there and not a whole number from 0 to {@code max}
     */
    public long queryLong(String name, long otherwise, long max) {
        var text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw notANumber(name, max);
        }
        throw notANumber(name, max);
    }

    /**
     * @throws LandfallException INVALID when it is missing
     */
    public String requireQuery(String name) {
        return query(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> LandfallException.invalid("The query parameter '" + name + "' is missing."));
    }

    public PageRequest page() {
        return PageRequest.of(this);
    }

    /**
     * The JSON body as a request of the vendor API: a member that is not known is an error that names the nearest one.
     *
     * @throws LandfallException INVALID
     */
    public <T> T body(Class<T> type) {
        return StrictJson.read(request.body(), type);
    }

    /**
     * The JSON body as a record of the runner's protocol: unknown members are ignored, so that a newer peer is
     * understood.
     *
     * @throws LandfallException INVALID
     */
    public <T> T lenientBody(Class<T> type) {
        return Json.read(request.body(), type);
    }

    /** The caller as the kind that the route's access implies. */
    public <T extends Caller> T caller(Class<T> type) {
        return type.cast(caller);
    }

    private static LandfallException notANumber(String name, long max) {
        return LandfallException.invalid(
                "The query parameter '" + name + "' takes a whole number from 0 to " + max + ".");
    }
}
