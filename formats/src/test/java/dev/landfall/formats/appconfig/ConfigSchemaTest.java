package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas by themselves, on files as people write them. */
final class ConfigSchemaTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, String> OF_ONE = Map.of(
            "actions", "action",
            "branches", "branch",
            "components", "component",
            "input_groups", "inputs",
            "installs", "install",
            "runbooks", "runbook",
            "secret_groups", "secrets");

    static List<String> types() {
        return ConfigSchema.types();
    }

    @Test
    void everySectionHasASchemaAndNothingElseHas() {
        var expected = new TreeSet<String>();
        Layout.ALL.forEach(section -> expected.add(typeOf(section)));

        assertEquals(expected, new TreeSet<>(ConfigSchema.types()));
        assertEquals(Optional.empty(), ConfigSchema.of("shared"));
        assertEquals(Optional.empty(), ConfigSchema.of("../../iam/actions"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void schemaKeepsToItsDialectAndDescribesEveryField(String type) {
        var schema = JSON.readTree(ConfigSchema.of(type).orElseThrow());

        assertEquals(
                List.of(),
                REGISTRY.getSchema(SchemaLocation.of(schema.path("$schema").stringValue()))
                        .validate(schema));
        assertFalse(schema.path("title").asString("").isBlank());
        fields(schema)
                .filter(field -> field.getValue().isObject())
                .forEach(field -> assertTrue(
                        described(schema, field.getValue()), type + "." + field.getKey() + " has no description"));
    }

    @Test
    void everyFileOfTheExamplesIsValid() throws IOException {
        var files = 0;
        for (var app : apps()) {
            for (var file : files(app, ".toml")) {
                var path = app.relativize(file).toString().replace('\\', '/');
                if (!path.equals("installer.toml")) {
                    files++;
                    assertEquals(
                            List.of(), mistakes(typeOf(path.replaceFirst("[./].*", "")), read(file)), file::toString);
                }
            }
        }

        assertTrue(files >= 50, files + " files");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metadata        | version = "v3"                                                             | version
            sandbox         | terraform_version = "1.11.4"                                               | directory
            sandbox         | directory = "a"; type = "terraform"; runtime = "go"                        | runtime
            runner          | runner_type = "cloud"                                                      | runner_type
            stack           | type = "aws-cloudformation"                                                | name
            inputs          | input = [{ name = "a b" }]                                                 | name
            secrets         | secret = [{ name = "a", required = "yes" }]                                | required
            permissions     | provision_role = { name = "a", policies = [], type = "provision" }         | type
            operation_roles | rules = [{ principal = "nuon::sandbox", operation = "deploy", role = "a" }] | operation
            component       | name = "a"; type = "helm_chart"; directory = "a"                           | chart_name
            component       | name = "a"; type = "terraform_module"; directory = "a"; chart_name = "a"   | chart_name
            action          | name = "a"; triggers = [{ type = "cron" }]; steps = []                     | schedule
            runbook         | name = "a"; steps = [{ name = "a", type = "component_deploy" }]            | component_name
            install         | name = "a"; aws_account = { location = "x" }                               | location
            branch          | name = "a"; install_groups = [{ name = "a", order = -1 }]                  | order
            triggers        | name = "a"; event_source = "a"; event_types = []                           | event_types
            """)
    void wrongFileIsRefusedAndTheFieldIsNamed(String type, String toml, String field) {
        var mistakes = mistakes(
                type, JSON.readTree(Toml.parse(toml.replace("; ", "\n")).toJson()));

        assertTrue(mistakes.toString().contains(field), mistakes::toString);
    }

    private static List<String> mistakes(String type, JsonNode file) {
        var mistakes = REGISTRY.getSchema(ConfigSchema.of(type).orElseThrow()).validate(file).stream()
                .map(Error::toString)
                .toList();
        assertEquals(mistakes.isEmpty(), isValidForTaplo(type, file), () -> type + ": " + file);
        return mistakes;
    }

    /** Taplo, and so VS Code, reads every schema as draft 7, whatever it says of itself. */
    private static boolean isValidForTaplo(String type, JsonNode file) {
        var schema = (ObjectNode) JSON.readTree(ConfigSchema.of(type).orElseThrow());
        schema.remove("$schema");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema)
                .validate(file)
                .isEmpty();
    }

    private static String typeOf(String section) {
        return OF_ONE.getOrDefault(section, section);
    }

    private static List<Path> apps() throws IOException {
        return Stream.concat(
                        files(Path.of("..", "examples"), "metadata.toml").stream(),
                        files(Path.of("src/test/resources/example-app"), "metadata.toml").stream())
                .map(Path::getParent)
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        var toml = Toml.parse(file);
        assertFalse(toml.hasErrors(), file::toString);
        return JSON.readTree(toml.toJson());
    }

    /** Whether an editor has a line to show. */
    private static boolean described(JsonNode root, JsonNode field) {
        return field.has("description")
                || field.has("title")
                || (field.has("$ref")
                        && described(
                                root, root.at(field.path("$ref").stringValue().substring(1))));
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode part) {
        return Stream.concat(
                part.path("additionalProperties").isMissingNode()
                        ? Stream.empty()
                        : part.path("properties").propertyStream(),
                part.valueStream().flatMap(ConfigSchemaTest::fields));
    }
}
