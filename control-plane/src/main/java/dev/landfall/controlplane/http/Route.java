package dev.landfall.controlplane.http;

import java.util.List;

/**
 * One line of the route table.
 *
 * @param method in upper case
 * @param pattern such as {@code /v1/jobs/{job}}; a segment in braces takes any one segment
 * @param access who may call it
 * @param maxBodyBytes larger bodies are answered 413 before anything else is looked at
 * @param queryParameters the ones it knows; any other is answered 400
 */
public record Route(
        String method,
        String pattern,
        Access access,
        int maxBodyBytes,
        List<String> queryParameters,
        Endpoint endpoint) {

    /** Most bytes of an ordinary JSON body. */
    public static final int MAX_JSON_BYTES = 256 * 1024;

    public Route {
        queryParameters = List.copyOf(queryParameters);
    }

    public Route(String method, String pattern, Access access, int maxBodyBytes, Endpoint endpoint) {
        this(method, pattern, access, maxBodyBytes, List.of(), endpoint);
    }

    public static Route get(String pattern, Access access, Endpoint endpoint) {
        return new Route("GET", pattern, access, 0, endpoint);
    }

    public static Route post(String pattern, Access access, Endpoint endpoint) {
        return new Route("POST", pattern, access, MAX_JSON_BYTES, endpoint);
    }

    public static Route put(String pattern, Access access, Endpoint endpoint) {
        return new Route("PUT", pattern, access, MAX_JSON_BYTES, endpoint);
    }

    public static Route patch(String pattern, Access access, Endpoint endpoint) {
        return new Route("PATCH", pattern, access, MAX_JSON_BYTES, endpoint);
    }

    public static Route delete(String pattern, Access access, Endpoint endpoint) {
        return new Route("DELETE", pattern, access, 0, endpoint);
    }

    /** The same route with these query parameters. */
    public Route query(String... names) {
        return new Route(method, pattern, access, maxBodyBytes, List.of(names), endpoint);
    }

    /** The same route with the parameters of a paged list and these. */
    public Route paged(String... names) {
        var all = new java.util.ArrayList<>(List.of(names));
        all.add(PageRequest.LIMIT);
        all.add(PageRequest.AFTER);
        return new Route(method, pattern, access, maxBodyBytes, all, endpoint);
    }

    /** The same route with another limit of its body. */
    public Route bodyUpTo(int bytes) {
        return new Route(method, pattern, access, bytes, queryParameters, endpoint);
    }
}
