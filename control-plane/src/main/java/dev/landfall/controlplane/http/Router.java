package dev.landfall.controlplane.http;

import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.ErrorBody;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests by a table of routes. Every request gets a reply: errors are an {@code ErrorBody} with the status of
 * their kind, a defect is logged with an incident id and answered with that id alone. Thread-safe.
 */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final List<Route> routes;
    private final RouteTree tree;
    private final Gate gate;
    private final Ids ids;

    private Router(List<Route> routes, Gate gate, Ids ids) {
        this.routes = List.copyOf(routes);
        this.tree = new RouteTree(routes);
        this.gate = gate;
        this.ids = ids;
    }

    /** @throws IllegalArgumentException when two routes have the same method and pattern */
    public static Router of(List<Route> routes, Gate gate, Ids ids) {
        return new Router(routes, gate, ids);
    }

    public List<Route> routes() {
        return routes;
    }

    /** Most bytes that a body of this request may have; 0 where there is no such route. Hosts need not read more. */
    public int bodyLimitBytes(String method, String path) {
        var route = tree.at(path).get(method);
        return route == null ? 0 : route.maxBodyBytes();
    }

    /** Never throws. */
    public ApiResponse handle(ApiRequest request) {
        try {
            return answer(request);
        } catch (LandfallException e) {
            return e.kind() == ErrorKind.INTERNAL ? incident(request, e) : refusal(e);
        } catch (RuntimeException | StackOverflowError e) {
            return incident(request, e);
        }
    }

    private ApiResponse answer(ApiRequest request) {
        var byMethod = tree.at(request.path());
        var route = byMethod.get(request.method());
        if (route == null) {
            return byMethod.isEmpty() ? noSuchPath(request) : noSuchMethod(request, byMethod);
        }
        if (request.body().length > route.maxBodyBytes()) {
            throw LandfallException.limit(bodyTooBig(route));
        }
        var caller = gate.admit(route.access(), request);
        QueryCheck.require(request.query(), route.queryParameters());
        return route.endpoint().handle(new Call(request, RouteTree.parameters(route, request.path()), caller));
    }

    private static String bodyTooBig(Route route) {
        return route.maxBodyBytes() == 0
                ? route.method() + " " + route.pattern() + " takes no body; send the request without one."
                : "The body of " + route.method() + " " + route.pattern() + " has at most " + route.maxBodyBytes()
                        + " bytes; this one has more.";
    }

    private static ApiResponse noSuchPath(ApiRequest request) {
        return ApiResponse.error(
                ErrorKind.NOT_FOUND,
                "There is nothing at " + shown(request.path()) + "; docs/openapi.yaml lists every address.",
                List.of());
    }

    private static ApiResponse noSuchMethod(ApiRequest request, Map<String, Route> byMethod) {
        var allowed = String.join(", ", byMethod.keySet());
        var body = new ErrorBody(
                ErrorKind.INVALID,
                shown(request.path()) + " does not take " + shown(request.method()) + "; it takes " + allowed + ".",
                List.of());
        return ApiResponse.json(405, body).withHeader("allow", allowed);
    }

    private static ApiResponse refusal(LandfallException e) {
        var response = ApiResponse.error(e.kind(), e.publicMessage(), e.problems());
        return switch (e.kind()) {
            case UNAUTHENTICATED -> response.withHeader("www-authenticate", "Bearer");
            case UNAVAILABLE -> response.withHeader("retry-after", "1");
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, LIMIT, INTERNAL -> response;
        };
    }

    private ApiResponse incident(ApiRequest request, Throwable cause) {
        var incident = ids.next("inc");
        LOG.atError()
                .addKeyValue("incident", incident)
                .addKeyValue("method", request.method())
                .addKeyValue("path", request.path())
                .setCause(cause)
                .log("A request failed by a defect");
        return ApiResponse.error(
                ErrorKind.INTERNAL,
                "The request failed inside Landfall; nothing is wrong with it. The server's log has the cause under "
                        + incident + ".",
                List.of());
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
