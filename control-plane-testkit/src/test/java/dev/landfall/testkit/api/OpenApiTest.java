package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.http.Route;
import dev.landfall.protocol.job.JobOutcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class OpenApiTest {

    private final Api api = new Api();
    private final OpenApi document = new OpenApi();

    @Test
    void everyRouteIsDocumentedAndNothingElse() {
        assertEquals(routes().keySet(), document.operations().keySet(), "docs/openapi.yaml and the route table differ");
    }

    @Test
    void accessAndParametersAreThoseOfTheRoutes() {
        var operations = document.operations();
        routes().forEach((name, route) -> {
            var operation = operations.getOrDefault(name, tools.jackson.databind.node.MissingNode.getInstance());
            assertEquals(
                    route.access().name().toLowerCase(Locale.ROOT),
                    operation.path("x-access").asString(""),
                    name);
            assertEquals(Set.copyOf(route.queryParameters()), parameters(operation, "query"), name);
            assertEquals(bracesOf(route.pattern()), parameters(operation, "path"), name);
            boolean takesBody = operation.has("requestBody");
            assertTrue(!takesBody || route.maxBodyBytes() > 0, name + " takes no body");
        });
    }

    @Test
    void everyReferenceLeadsSomewhereAndNoOperationIdComesTwice() {
        document.root()
                .findValuesAsString("$ref")
                .forEach(ref -> assertFalse(document.at(ref).isMissingNode(), ref));
        var ids = new HashSet<String>();
        document.operations()
                .values()
                .forEach(operation ->
                        assertTrue(ids.add(operation.path("operationId").stringValue()), operation.toString()));
        document.operations()
                .forEach((name, operation) ->
                        assertFalse(operation.path("summary").asString("").isBlank(), name));
    }

    @Test
    void repliesLookAsDocumented(@TempDir Path folder) {
        post("/v1/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresInSeconds\":60}");
        get("/v1/whoami");
        get("/v1/tokens");
        post("/v1/signing-keys", "{}");
        get("/v1/signing-keys");
        api.call("PUT", "/v1/secrets", "{\"path\":\"shop/db\",\"key\":\"pw\",\"value\":\"hunter22\"}")
                .expect(204);
        get("/v1/secrets");
        post("/v1/pools", "{\"name\":\"other\"}");
        check(
                "PUT",
                "/v1/pools/{pool}/trust",
                "{\"type\":\"aws\",\"account\":\"123456789012\",\"roleArn\":\"arn:aws:iam::123456789012:role/r\"}",
                "other");
        get("/v1/pools/{pool}/trust", "other");
        post("/v1/runner/nonces", "{\"pool\":\"pool_1\"}");
        post("/v1/apps", "{\"name\":\"shop\"}");
        api.upload("/v1/apps/shop/configs", new ExampleApp(folder).archive()).expect(201);
        get("/v1/apps");
        get("/v1/apps/{app}", "shop");
        get("/v1/apps/{app}/configs", "shop");
        get("/v1/apps/{app}/configs/{version}", "shop", "1");
        post(
                "/v1/installs",
                "{\"app\":\"shop\",\"name\":\"acme\",\"inputs\":{\"region\":\"eu\",\"password\":\"pw12\"}}");
        var runner = new RunnerClient(api, "r1");
        var workflow = api.post("/v1/installs/acme/deploy", null).expect(202).text("/workflow/id");
        runner.succeed(runner.next(), RunnerClient.plan("p1", 1));
        get("/v1/workflows/{workflow}", workflow);
        post("/v1/workflows/{workflow}/approve", "{}", workflow);
        var apply = runner.next();
        runner.send(
                        "POST",
                        "/v1/runner/states/sandbox/lock" + apply.query(),
                        "{\"ID\":\"A\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expect(200);
        runner.succeed(apply, RunnerClient.outputs("zone", "z1"));
        get("/v1/installs");
        get("/v1/installs/{install}", "acme");
        get("/v1/installs/{install}/actions", "acme");
        get("/v1/installs/{install}/states", "acme");
        check(
                "PUT",
                "/v1/installs/{install}/roles",
                "{\"roles\":{\"provision\":{\"type\":\"aws-role\",\"roleArn\":\"arn:aws:iam::123456789012:role/p\"}}}",
                "acme");
        get("/v1/installs/{install}/roles", "acme");
        get("/v1/workflows", "?install=acme");
        get("/v1/jobs", "?install=acme");
        var job = apply.lease().job().value();
        get("/v1/jobs/{job}", job);
        get("/v1/jobs/{job}/explain", job);
        get("/v1/jobs/{job}/logs", job);
        post("/v1/jobs/{job}/cancel", "{}", runner.next().lease().job().value());
        post("/v1/projects", "{\"name\":\"p\",\"repository\":\"https://h/a/b\"}");
        get("/v1/projects");
        get("/v1/projects/{project}/webhook-secrets", "p");
        post("/v1/projects/{project}/jobs", "{\"name\":\"j\",\"command\":\"true\"}", "p");
        runner.complete(runner.next(), JobOutcome.FAILED, "exit code 1", null);
        get("/v1/events", "?project=p");
        get("/v1/pools");
        get("/v1/runners");
        post("/v1/runners/{runner}/health-check", "{}", runner.id.value());
        post("/v1/runners/{runner}/shutdown", "{}", runner.id.value());
        get("/v1/queues/{queue}/dead-letters", "events");
        get("/healthz");
        get("/readyz");
    }

    private void get(String pattern, String... values) {
        check("GET", pattern, null, values);
    }

    private void post(String pattern, String body, String... values) {
        check("POST", pattern, body, values);
    }

    private void check(
            String method, String pattern, @org.jspecify.annotations.Nullable String body, String... values) {
        var address = pattern;
        for (String value : values) {
            address = value.startsWith("?") ? address + value : address.replaceFirst("\\{\\w+}", value);
        }
        var reply = api.call(method, address, body);
        assertTrue(reply.status() < 300, address + ": " + reply.response().bodyText());
        var operation = document.operations().get(method + " " + pattern);
        var response = operation == null ? null : operation.path("responses").path(String.valueOf(reply.status()));
        assertTrue(
                response != null && !response.isMissingNode(),
                address + " answers " + reply.status() + ", undocumented");
        var schema = response.path("content").path("application/json").path("schema");
        assertEquals(List.of(), document.mismatches(schema, reply.json(), method + " " + pattern));
    }

    private Map<String, Route> routes() {
        var routes = new TreeMap<String, Route>();
        api.controlPlane.router().routes().forEach(route -> routes.put(route.method() + " " + route.pattern(), route));
        return routes;
    }

    private static Set<String> parameters(JsonNode operation, String in) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asString("").equals(in))
                .map(parameter -> parameter.path("name").asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> bracesOf(String pattern) {
        return Arrays.stream(pattern.split("/", -1))
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
