package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import dev.landfall.formats.template.TemplateEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ConfigTemplatesTest {

    private static final JsonNode STATE = JsonMapper.builder().build().readTree("""
            {"inputs": {"inputs": {"region": "eu", "size": 3}}, "sandbox": {"outputs": {"vpc": "v-1"}}, "install": {"name": "acme"}}
            """);

    private final ConfigTemplates templates = new ConfigTemplates(TemplateEngine.go());
    private final Problems problems = new Problems();

    @Test
    void valuesKeepTheirTypesAndNestedTextsAreRendered() {
        var component = component("""
                [vars]
                size = "{{.nuon.sandbox.outputs}}"
                nested = { a = ["x-{{.nuon.inputs.inputs.region}}", 1], b = true }
                plain = 1.5
                [env_vars]
                LIST = "{{.nuon.sandbox.outputs}}"
                N = 5
                """);

        assertEquals(
                "{nested={\"a\":[\"x-eu\",1],\"b\":true}, plain=1.5, size={\"vpc\":\"v-1\"}}",
                templates.values(terraform(component).vars(), STATE, problems).toString());
        assertEquals(
                "{LIST={\"vpc\":\"v-1\"}, N=5}",
                templates.texts(terraform(component).env(), STATE, problems).toString());
        assertEquals(0, problems.count());
    }

    @Test
    void missingKeysAreToldWithFileLineColumnAndWhatThereIs() {
        var component = component("""
                [vars]
                a = "{{.nuon.sandbox.outputs.vpcs}}"
                b = "x {{.nuon.sandbox.outputs.net.id}}"
                """);
        templates.values(terraform(component).vars(), STATE, problems);

        assertEquals(
                List.of(
                        "components/net.toml:5:6: .nuon.sandbox.outputs.vpcs: there is no 'vpcs' in .nuon.sandbox.outputs."
                                + " Did you mean 'vpc'? Available: vpc.",
                        "components/net.toml:6:8: .nuon.sandbox.outputs.net.id: there is no 'net' in .nuon.sandbox.outputs."
                                + " Available: vpc."),
                lines(problems.reading(() -> 1)));
    }

    @Test
    void placeholderWrittenWithEscapesIsLocatedAtItsKey() {
        var component = component(
                "[vars]\na = \"{{.nuon.sandbox.outputs.x | default \\\"y\\\" | upper | quote}}{{.nuon.sandbox.\\u006futputs.no}}\"\n");
        templates.values(terraform(component).vars(), STATE, problems);

        assertEquals(
                "components/net.toml:5:1",
                problems.reading(() -> 1).problems().getFirst().at().toString());
    }

    private static Component component(String fragment) {
        return Configs.small()
                .with("components/net.toml", Configs.COMPONENT + fragment)
                .good()
                .components()
                .getFirst();
    }

    private static List<String> lines(Reading<?> reading) {
        return reading.problems().stream().map(Problem::toString).toList();
    }

    private static ComponentSpec.Terraform terraform(Component component) {
        return (ComponentSpec.Terraform) component.spec();
    }
}
