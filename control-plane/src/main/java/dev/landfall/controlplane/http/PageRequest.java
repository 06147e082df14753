package dev.landfall.controlplane.http;

import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param limit most items, 1 to {@value #MAX_LIMIT}
 * @param after the position to go on from, as the list gave it; empty for the start
 */
public record PageRequest(int limit, Optional<String> after) {

    /** Most items of a page. */
    public static final int MAX_LIMIT = 500;

    static final int DEFAULT_LIMIT = 100;
    static final String LIMIT = "limit";
    static final String AFTER = "after";

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw LandfallException.invalid("A page has 1 to " + MAX_LIMIT + " items (limit=…), not " + limit + ".");
        }
    }

    /** The opaque cursor that stands for a position. */
    public static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    static PageRequest of(Call call) {
        return new PageRequest(
                call.queryInt(LIMIT, DEFAULT_LIMIT), call.query(AFTER).map(PageRequest::position));
    }

    private static String position(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw LandfallException.invalid("after=… takes the 'next' value of the page before; this one is none.");
        }
    }
}
