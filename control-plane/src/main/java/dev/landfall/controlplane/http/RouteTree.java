package dev.landfall.controlplane.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds routes by walking a path's segments; a literal segment wins over one in braces. Immutable once built. */
final class RouteTree {

    /** Deeper paths are no route. */
    private static final int MAX_SEGMENTS = 16;

    private final Node root = new Node();

    RouteTree(List<Route> routes) {
        routes.forEach(this::add);
    }

    /** The routes at a path by method, empty when there are none. */
    Map<String, Route> at(String path) {
        var segments = segments(path);
        if (segments == null) {
            return Map.of();
        }
        var node = find(root, segments, 0);
        return node == null ? Map.of() : node.byMethod;
    }

    /** The values of a pattern's braces in a path that it matches, decoded. */
    static Map<String, String> parameters(Route route, String path) {
        var names = route.pattern().substring(1).split("/", -1);
        var values = path.substring(1).split("/", -1);
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                parameters.put(names[i].substring(1, names[i].length() - 1), UrlText.decodeSegment(values[i]));
            }
        }
        return parameters;
    }

    private void add(Route route) {
        var node = root;
        for (String segment : route.pattern().substring(1).split("/", -1)) {
            node = node.child(segment);
        }
        if (node.byMethod.put(route.method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.pattern());
        }
    }

    private static String @Nullable [] segments(String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        var segments = path.substring(1).split("/", MAX_SEGMENTS + 1);
        return segments.length > MAX_SEGMENTS ? null : segments;
    }

    private static @Nullable Node find(Node node, String[] segments, int depth) {
        if (depth == segments.length) {
            return node.byMethod.isEmpty() ? null : node;
        }
        var literal = node.literals.get(segments[depth]);
        var found = literal == null ? null : find(literal, segments, depth + 1);
        if (found != null || node.any == null || segments[depth].isEmpty()) {
            return found;
        }
        return find(node.any, segments, depth + 1);
    }

    private static final class Node {

        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Route> byMethod = new TreeMap<>();

        @Nullable Node any;

        Node child(String segment) {
            if (!segment.startsWith("{")) {
                return literals.computeIfAbsent(segment, key -> new Node());
            }
            var child = any == null ? new Node() : any;
            any = child;
            return child;
        }
    }
}
