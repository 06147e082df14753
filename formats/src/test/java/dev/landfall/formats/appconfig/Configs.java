package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Config directories made by tests: a small good one, changed file by file. */
final class Configs {

    static final String COMPONENT = """
            name = "net"
            type = "terraform_module"
            directory = "modules/net"
            """;

    private final Map<String, byte[]> files = new TreeMap<>();

    /** An app with one input, one component and nothing else. */
    static Configs small() {
        return new Configs()
                .with("metadata.toml", "version = \"v2\"\n")
                .with("inputs.toml", "[[input]]\nname = \"region\"\n")
                .with("components/net.toml", COMPONENT)
                .with("modules/net/main.tf", "# nothing\n");
    }

    static Configs empty() {
        return new Configs();
    }

    Configs with(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Configs with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    Reading<AppConfig> read() {
        return AppConfigReader.read(ConfigFiles.of(files).orElseThrow());
    }

    List<String> problems() {
        return read().problems().stream().map(Problem::toString).toList();
    }

    AppConfig good() {
        return read().orElseThrow();
    }
}
