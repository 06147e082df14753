package dev.landfall.cli.api;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads an error reply: the body's own kind, message and problems, or what the status alone says. */
final class ErrorReply {

    private ErrorReply() {}

    static LandfallException read(int status, byte[] body, HttpRequest request) {
        var tree = tree(body);
        var kind = kind(tree.path("kind").asString("")).orElseGet(() -> ErrorKind.fromHttpStatus(status));
        var message = tree.path("message").asString("");
        return new LandfallException(
                kind, message.isBlank() ? statusAlone(status, request) : message, problems(tree), null);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.readTree(body);
        } catch (LandfallException e) {
            return Json.mapper().missingNode();
        }
    }

    private static Optional<ErrorKind> kind(String name) {
        return Arrays.stream(ErrorKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    private static List<String> problems(JsonNode tree) {
        var problems = new ArrayList<String>();
        tree.path("problems").forEach(problem -> problems.add(problem.asString("")));
        return problems;
    }

    private static String statusAlone(int status, HttpRequest request) {
        return "The server answered " + request.method() + " " + request.uri().getPath() + " with status " + status
                + " and no explanation. Is " + request.uri().getRawAuthority() + " a Landfall server?";
    }
}
