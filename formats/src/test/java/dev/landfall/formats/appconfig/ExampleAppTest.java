package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a whole directory as people write them. Run with {@code -Dgolden.write=true} to rewrite the golden file. */
final class ExampleAppTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/example-app");
    private static final Path GOLDEN = Path.of("src/test/resources/golden/example-app.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void exampleIsReadAsTheGoldenFileSays() throws IOException {
        var json = JSON.writeValueAsString(example()) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, json);
        }
        assertEquals(Files.readString(GOLDEN), json);
    }

    @Test
    void configWrittenAsJsonAndReadBackIsTheSame() throws IOException {
        var config = example();

        assertEquals(config, JSON.readValue(JSON.writeValueAsString(config), AppConfig.class));
    }

    @Test
    void dependenciesFoundInTemplatesDecideTheDeployOrder() throws IOException {
        var names = example().components().stream().map(Component::name).toList();

        assertTrue(names.indexOf("net") < names.indexOf("database"));
        assertTrue(names.indexOf("database") < names.indexOf("app"));
        assertTrue(names.indexOf("image") < names.indexOf("web"), "found in a values file");
        assertTrue(names.indexOf("app") < names.indexOf("web"));
    }

    @Test
    void whatIsKeptAndNotUsedIsToldOnceForEach() throws IOException {
        var notices = AppConfigReader.read(files()).notices().stream()
                .map(Notice::toString)
                .filter(notice -> notice.contains("Kept and not used by this version of Landfall yet: "))
                .map(notice -> notice.replaceFirst("^.*yet: ", ""))
                .sorted()
                .toList();

        assertEquals(
                List.of(
                        "branches.",
                        "components of type container_image.",
                        "components of type docker_build.",
                        "components of type helm_chart.",
                        "components of type job.",
                        "components of type kubernetes_manifest.",
                        "components of type pulumi.",
                        "drift_schedule of a component.",
                        "kubernetes_contexts.",
                        "operation_roles of a component.",
                        "policies.",
                        "rules of operation_roles.",
                        "runbooks.",
                        "triggers."),
                notices);
    }

    @Test
    void installerFileIsANotice() throws IOException {
        var reading = AppConfigReader.read(files());

        assertTrue(reading.notices().toString().contains("installer.toml:1:1: ignored"));
    }

    private static AppConfig example() throws IOException {
        return AppConfigReader.read(files()).orElseThrow();
    }

    private static ConfigFiles files() throws IOException {
        return ConfigFiles.ofArchive(ConfigArchive.pack(EXAMPLE).orElseThrow()).orElseThrow();
    }
}
