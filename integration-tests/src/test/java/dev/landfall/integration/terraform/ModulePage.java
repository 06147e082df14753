package dev.landfall.integration.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tables of a module's README, as its {@code variables.tf} and {@code outputs.tf} have them. */
final class ModulePage {

    private static final Pattern BLOCK =
            Pattern.compile("^(variable|output) \"(\\w+)\" \\{\\n(.*?)^}", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern DESCRIPTION = Pattern.compile("^  description = \"(.*)\"$", Pattern.MULTILINE);
    private static final Pattern DEFAULT = Pattern.compile("^  default\\s+= (.*)$", Pattern.MULTILINE);

    private final Path module;

    ModulePage(Path module) {
        this.module = module;
    }

    Path file() {
        return module.resolve("README.md");
    }

    /** What the page is with true tables. */
    String expected() throws IOException {
        var page = Files.readString(file());
        page = replaced(page, "inputs", inputs());
        return replaced(page, "outputs", outputs());
    }

    /** Inputs and outputs that say nothing of themselves. */
    List<String> undescribed() throws IOException {
        var names = new ArrayList<String>();
        for (var file : List.of("variables.tf", "outputs.tf")) {
            var blocks = BLOCK.matcher(Files.readString(module.resolve(file)));
            while (blocks.find()) {
                if (!DESCRIPTION.matcher(blocks.group(3)).find()) {
                    names.add(blocks.group(2));
                }
            }
        }
        return names;
    }

    private String inputs() throws IOException {
        var table = new StringBuilder("| input | default | |\n|---|---|---|\n");
        var blocks = BLOCK.matcher(Files.readString(module.resolve("variables.tf")));
        while (blocks.find()) {
            table.append("| `%s` | %s | %s |\n"
                    .formatted(blocks.group(2), byDefault(blocks.group(3)), description(blocks.group(3))));
        }
        return table.toString();
    }

    private String outputs() throws IOException {
        var table = new StringBuilder("| output | |\n|---|---|\n");
        var blocks = BLOCK.matcher(Files.readString(module.resolve("outputs.tf")));
        while (blocks.find()) {
            table.append("| `%s` | %s |\n".formatted(blocks.group(2), description(blocks.group(3))));
        }
        return table.toString();
    }

    private static String byDefault(String block) {
        var found = DEFAULT.matcher(block);
        if (!found.find()) {
            return "";
        }
        return found.group(1).equals("{") ? "see variables.tf" : "`" + found.group(1) + "`";
    }

    private static String description(String block) {
        var found = DESCRIPTION.matcher(block);
        return found.find() ? found.group(1).replace("\\\"", "\"").replace("|", "\\|") : "";
    }

    private static String replaced(String page, String marker, String table) {
        var open = "<!-- " + marker + " -->\n";
        var close = "<!-- /" + marker + " -->";
        int start = page.indexOf(open);
        int end = page.indexOf(close);
        if (start < 0 || end < 0) {
            throw new IllegalStateException("The page has no place for " + marker + ".");
        }
        return page.substring(0, start + open.length()) + table + page.substring(end);
    }
}
