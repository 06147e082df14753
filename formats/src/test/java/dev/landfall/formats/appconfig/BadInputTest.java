package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.formats.files.ConfigFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile and careless input: a clear error or right handling, in bounded time. */
final class BadInputTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CHART = """
            name = "chart"
            type = "helm_chart"
            chart_name = "chart"
            directory = "modules/net"
            [[values_file]]
            contents = "./values.yaml"
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void yamlThatWouldExpandToBillionsCostsNothing() {
        var laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "x"));
        }
        assertTimeoutPreemptively(
                SOON, () -> assertTrue(values(laughs.toString()).problems().isEmpty()));
        assertEquals(
                "components/values.yaml:1:1: The YAML nests deeper than 50 levels, or has more than 1000 aliases.",
                values(laughs + "b: [" + "*a0, ".repeat(1_000) + "x]\n")
                        .problems()
                        .getFirst());
    }

    @Test
    void deeplyNestedDocumentsAreRefused() {
        assertTimeoutPreemptively(SOON, () -> {
            assertTrue(values("[".repeat(200_000)).problems().getFirst().contains("nests deeper than 50 levels"));
            var policy = Configs.small()
                    .with("permissions/p.json", "[".repeat(50_000))
                    .with(
                            "permissions/a.toml",
                            "type = 'custom'\nname = 'a'\npolicies = [{ contents = './p.json' }]\n");
            assertTrue(policy.problems().getLast().startsWith("permissions/p.json:1:1: The document is not JSON"));
        });
    }

    @Test
    void placeholdersThatNeverEndCostNoMoreThanTheirText() {
        var open = "{{".repeat(500_000);
        assertTimeoutPreemptively(SOON, () -> {
            assertFalse(values(open).problems().isEmpty());
            assertFalse(Configs.small()
                    .with("components/net.toml", Configs.COMPONENT + "var_file = [{ contents = './net.tfvars' }]\n")
                    .with("components/net.tfvars", open)
                    .problems()
                    .isEmpty());
        });
    }

    @Test
    void manyPlaceholdersOfOneTextAreAllFound() {
        var text = new StringBuilder();
        for (var i = 0; i < 10_000; i++) {
            text.append("{{.nuon.id|print ").append(i).append("}}");
        }
        text.append("{{.nuon.nope}}");
        var config =
                Configs.small().with("components/net.toml", Configs.COMPONENT + "vars = { x = \"" + text + "\" }\n");

        assertTimeoutPreemptively(
                SOON,
                () -> assertTrue(
                        config.problems()
                                .getFirst()
                                .startsWith("components/net.toml:4:" + (15 + text.indexOf("{{.nuon.nope")) + ": "),
                        () -> config.problems().toString()));
    }

    @Test
    void thousandsOfUnknownNamesAreToldInTime() {
        var config = Configs.small();
        for (var i = 0; i < 1_000; i++) {
            var unknown = new StringBuilder();
            for (var j = 0; j < 20; j++) {
                unknown.append("'nobody-knows-").append(i).append('-').append(j).append("', ");
            }
            config.with(
                    "components/c" + i + ".toml",
                    Configs.COMPONENT.replace("\"net\"", "\"component-of-many-" + i + "\"") + "dependencies = ["
                            + unknown + "]\nvars = { x = \"{{.nuon.components.missing-of-many-" + i
                            + ".outputs.y}}\" }\n");
        }
        assertTimeoutPreemptively(
                SOON, () -> assertEquals(200, config.problems().size(), "as many as are told"));
    }

    @Test
    void formsOfActionsCostNoMoreThanTheirText() {
        var action = "s3:" + "*?".repeat(35) + "Z9";
        var long1 = "Microsoft.Network" + "/dnsZones".repeat(10_000);
        var long2 = "storage" + ".buckets".repeat(10_000);
        var config = Configs.small()
                .with("permissions/p.json", """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}
                        """.formatted(action))
                .with("permissions/a.toml", """
                        type = "custom"
                        name = "a"
                        policies = [{ contents = "./p.json" }, { azure_actions = ["%s"] }, { gcp_permissions = ["%s"] }]
                        """.formatted(long1, long2));

        assertTimeoutPreemptively(SOON, () -> assertEquals(2, config.problems().size()));
    }

    @Test
    void hugePolicyIsToldOfItsSizeAlone() {
        var actions = "\"s3:NoSuchActionAtAll\", ".repeat(20_000) + "\"s3:GetObject\"";
        var config = Configs.small()
                .with(
                        "permissions/p.json",
                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [" + actions
                                + "], \"Resource\": \"*\"}]}")
                .with("permissions/a.toml", """
                        type = "custom"
                        name = "a"
                        policies = [{ contents = "./p.json" }]
                        """);
        var problems = assertTimeoutPreemptively(SOON, config::problems);

        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().contains("IAM takes at most 10240"), problems::toString);
    }

    @Test
    void numbersThatJsonDoesNotHaveAreTexts() {
        var vars = ((ComponentSpec.Terraform) Configs.small()
                        .with("components/net.toml", Configs.COMPONENT + "vars = { a = inf, b = -inf, c = nan }\n")
                        .good()
                        .components()
                        .getFirst()
                        .spec())
                .vars();

        assertEquals(
                List.of("\"inf\"", "\"-inf\"", "\"nan\""),
                vars.values().stream().map(value -> value.value().toString()).toList());
        assertEquals(
                List.of("inputs.toml:4:1: The default is not a number."),
                Configs.small()
                        .with("inputs.toml", "[[input]]\nname = 'region'\ntype = 'number'\ndefault = inf\n")
                        .problems());
    }

    @Test
    void thousandsOfComponentsAreRead() {
        var config = Configs.small();
        for (var i = 0; i < 4_000; i++) {
            config.with("components/c" + i + ".toml", Configs.COMPONENT.replace("\"net\"", "\"c" + i + "\""));
        }
        assertTimeoutPreemptively(
                SOON, () -> assertEquals(4_001, config.good().components().size()));
    }

    @Test
    void tenThousandComponentsAreOneSentence() {
        var files = new TreeMap<String, byte[]>();
        for (var i = 0; i <= 10_000; i++) {
            files.put("components/c" + i + ".toml", new byte[0]);
        }
        var problems = ConfigFiles.of(files).problems();

        assertEquals(2, problems.size(), "the last file and its folder");
        assertTrue(problems.getFirst().message().contains("10000"), problems::toString);
    }

    @Test
    void fileOfTenMegabytesIsOneSentence() throws IOException {
        Files.writeString(folder.resolve("metadata.toml"), "version = \"v2\"\n");
        Files.write(folder.resolve("dump.bin"), new byte[10 << 20]);
        var problems = ConfigArchive.pack(folder).problems();

        assertEquals(1, problems.size());
        assertEquals("dump.bin", problems.getFirst().file());
    }

    @Test
    void linksOutOfTheDirectoryAreRefused() throws IOException {
        var config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("secret"), "hunter22");
        Files.writeString(config.resolve("metadata.toml"), "readme = \"./README.md\"\n");
        Files.createSymbolicLink(config.resolve("README.md"), Path.of("../secret"));

        assertTrue(ConfigArchive.pack(config).problems().getFirst().message().contains("leaves the directory"));
    }

    @Test
    void textsOfOtherEncodingsAreRefusedWhereTheyStand() {
        var utf16 = "a: b\n".getBytes(StandardCharsets.UTF_16);
        for (var bytes : new byte[][] {utf16, {'a', 0, 'b'}, {(byte) 0xC3, (byte) 0x28}}) {
            var problems = Configs.small()
                    .with("components/chart.toml", CHART)
                    .with("components/values.yaml", bytes)
                    .problems();
            assertEquals(1, problems.size());
            assertTrue(problems.getFirst().startsWith("components/values.yaml:1:1: The file is "), problems::toString);
        }
    }

    @Test
    void byteOrderMarksAndWindowsLinesOfDocumentsAreFine() {
        assertTrue(values("\uFEFFa: b\r\nc: d\r\n").problems().isEmpty());
    }

    @Test
    void templatesThatMakeLinesAreLeftForRendering() {
        assertTrue(
                values("a: b\n{{ if .nuon.id }}\nc: d\n{{ end }}\n").problems().isEmpty());
        assertTrue(values("a: {{ .nuon.id }}\nb: \"{{ .nuon.name }}\"\n")
                .problems()
                .isEmpty());
        assertFalse(values("a: {{ .nuon.id }}\n b: c\n").problems().isEmpty());
    }

    @Test
    void templatesThatReferToEachOtherInACircleAreTold() {
        var problems = Configs.small()
                .with("components/a.toml", Configs.COMPONENT.replace("\"net\"", "\"a\"") + using("b"))
                .with("components/b.toml", Configs.COMPONENT.replace("\"net\"", "\"b\"") + using("a"))
                .problems();

        assertTrue(problems.getFirst().contains("a -> b -> a"), problems::toString);
    }

    private static String using(String component) {
        return "vars = { x = \"{{.nuon.components." + component + ".outputs.y}}\" }\n";
    }

    private static Configs values(String yaml) {
        return Configs.small().with("components/chart.toml", CHART).with("components/values.yaml", yaml);
    }

    @Test
    void oneFileOfAllSectionsIsNoConfig() {
        var problems = Configs.empty().with("app.toml", "components = []\n").problems();

        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith("app.toml:1:1: 'app' is not a section of an app config"));
    }
}
