package dev.landfall.integration.iam;

import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An IAM policy: of an identity, a boundary, a session, or a resource.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of policies</a>
 */
public record PolicyDocument(List<Statement> statements) {

    private static final Set<String> KNOWN =
            Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * @param json the text, as it is sent to AWS
     * @throws IllegalArgumentException when it says something that the evaluator does not know
     */
    public static PolicyDocument read(String json) {
        var document = Json.readTree(json.getBytes(StandardCharsets.UTF_8));
        if (!document.path("Version").asString("").equals("2012-10-17")) {
            throw new IllegalArgumentException("A policy's version is 2012-10-17: older ones have no variables.");
        }
        var statements = new ArrayList<Statement>();
        for (var statement : list(document.path("Statement"))) {
            statements.add(statement(statement, String.valueOf(statements.size() + 1)));
        }
        return new PolicyDocument(statements);
    }

    /** The first statement of that effect that is about the request, whoever asks; empty text when there is none. */
    String covering(Effect effect, Request request) {
        return about(effect, request).map(Statement::id).findFirst().orElse("");
    }

    Stream<Statement> about(Effect effect, Request request) {
        return statements.stream().filter(statement -> statement.effect() == effect && statement.covers(request));
    }

    private static Statement statement(JsonNode node, String place) {
        for (var member : node.propertyNames()) {
            if (!KNOWN.contains(member)) {
                throw new IllegalArgumentException("The evaluator does not know '" + member + "' in a statement.");
            }
        }
        return new Statement(
                node.path("Sid").asString(place),
                Effect.of(node.path("Effect").asString("")),
                principals(node.path("Principal")),
                names(node, "Action"),
                node.has("Resource") || node.has("NotResource") ? names(node, "Resource") : Names.ALL,
                conditions(node.path("Condition")));
    }

    private static Names names(JsonNode node, String element) {
        boolean except = node.has("Not" + element);
        var patterns = texts(node.path(except ? "Not" + element : element));
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("A statement has no " + element + ".");
        }
        return new Names(except, patterns);
    }

    private static Principals principals(JsonNode node) {
        if (node.isString()) {
            return new Principals(Map.of("AWS", List.of(node.asString()), "Service", List.of(node.asString())));
        }
        var byKind = new HashMap<String, List<String>>();
        node.properties().forEach(kind -> byKind.put(kind.getKey(), texts(kind.getValue())));
        return byKind.isEmpty() ? Principals.NONE : new Principals(byKind);
    }

    private static List<Condition> conditions(JsonNode node) {
        return node.properties().stream()
                .flatMap(operator -> operator.getValue().properties().stream()
                        .map(key -> Condition.of(operator.getKey(), key.getKey(), texts(key.getValue()))))
                .toList();
    }

    private static List<String> texts(JsonNode node) {
        return list(node).stream().map(JsonNode::asString).toList();
    }

    private static List<JsonNode> list(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        return node.isArray() ? node.valueStream().toList() : List.of(node);
    }
}
