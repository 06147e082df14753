package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AppConfigReaderTest {

    @Test
    void inputsMayStandInFoldersWithOneFileEach() {
        var config = Configs.empty()
                .with("input_groups/general.toml", "name = \"general\"\ndisplay_name = \"General\"\n")
                .with("inputs/network/group.toml", "name = \"network\"\n")
                .with("inputs/network/cidr.toml", "name = \"cidr\"\ndescription = \"Range\"\n")
                .with("inputs/region.toml", "name = \"region\"\ngroup = \"general\"\ntype = \"string\"\n")
                .with("inputs/more.toml", "[[group]]\nname = \"more\"\n[[input]]\nname = \"x\"\ngroup = \"more\"\n")
                .good();

        assertEquals(
                List.of("general", "more", "network"),
                config.inputGroups().stream().map(InputGroup::name).sorted().toList());
        assertEquals("network", config.input("cidr").orElseThrow().group());
        assertEquals("general", config.input("region").orElseThrow().group());
        assertEquals("more", config.input("x").orElseThrow().group());
    }

    @Test
    void checksumChangesWithTheModuleAndTheVariablesOnly() {
        var first = Configs.small().good().components().getFirst().checksum();

        assertEquals(
                first,
                Configs.small()
                        .with("metadata.toml", "display_name = \"x\"\n")
                        .good()
                        .components()
                        .getFirst()
                        .checksum());
        assertEquals(first, small("labels = { a = \"b\" }\ntimeout = \"5m\"\n"));
        assertNotEquals(first, small("vars = { a = 1 }\n"));
        assertNotEquals(small("vars = { a = 1 }\n"), small("vars = { a = \"1\" }\n"));
        assertEquals(
                small("vars = { a = 1, b = { c = 1, d = 2 } }\n"), small("vars = { b = { d = 2, c = 1 }, a = 1 }\n"));
        assertNotEquals(
                first,
                Configs.small()
                        .with("modules/net/main.tf", "# other\n")
                        .good()
                        .components()
                        .getFirst()
                        .checksum());
        assertEquals(
                first,
                Configs.small()
                        .with("modules/other/main.tf", "# other\n")
                        .good()
                        .components()
                        .getFirst()
                        .checksum());
    }

    @Test
    void varNameMeansTheComponentInTemplates() {
        var config = Configs.small()
                .with("components/net.toml", Configs.COMPONENT + "var_name = \"network\"\n")
                .with(
                        "components/app.toml",
                        Configs.COMPONENT.replace("\"net\"", "\"app\"")
                                + "vars = { a = \"{{.nuon.components.network.outputs.x}}\" }\n")
                .good();

        assertEquals(
                List.of("net", "app"),
                config.components().stream().map(Component::name).toList());
        assertEquals("[net]", config.component("app").orElseThrow().dependsOn().toString());
    }

    @Test
    void fieldsThatAreSwitchedOffAreAccepted() {
        assertTrue(Configs.small()
                .with(
                        "components/net.toml",
                        Configs.COMPONENT
                                + "toggleable = false\ndrift_schedule = \"\"\nskip_noops = true\noperation_roles = []\n")
                .problems()
                .isEmpty());
    }

    @Test
    void tomlOfToolsIsNotPartOfTheConfig() {
        var reading = Configs.small()
                .with("app-lint.toml", "nonsense = [")
                .with(".github/x.toml", "nonsense = [")
                .with("modules/net/pyproject.toml", "nonsense = [")
                .read();

        assertEquals("modules/net/pyproject.toml", reading.notices().getFirst().file());
        assertTrue(reading.value().isPresent());
    }

    @Test
    void githubShorthandBecomesAnAddress() {
        assertEquals(
                "https://github.com/acme/shop.git", new ModuleSource.Repository("acme/shop", ".", "main", false).url());
        assertEquals("git@host:a/b.git", new ModuleSource.Repository("git@host:a/b.git", ".", "main", true).url());
        assertEquals("/srv/git/a", new ModuleSource.Repository("/srv/git/a", ".", "main", true).url());
    }

    @Test
    void hundredsOfComponentsInAChainAreOrdered() {
        var config = Configs.small();
        for (var i = 0; i < 300; i++) {
            var needs = i == 0 ? "" : "dependencies = [\"c" + (i - 1) + "\"]\n";
            config.with("components/c" + i + ".toml", Configs.COMPONENT.replace("\"net\"", "\"c" + i + "\"") + needs);
        }

        assertEquals("c299", config.good().components().get(299).name());
    }

    private static String small(String fragment) {
        return Configs.small()
                .with("components/net.toml", Configs.COMPONENT + fragment)
                .good()
                .components()
                .getFirst()
                .checksum();
    }
}
