package dev.landfall.formats.appconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields that the sandbox and Terraform components share. */
record TerraformFields(
        @Nullable String version,
        ModuleSource source,
        SortedMap<String, ConfigValue> vars,
        SortedMap<String, ConfigValue> env,
        List<VarFile> varFiles) {

    private static final Pattern VERSION = Pattern.compile("v?[0-9]+\\.[0-9]+(?:\\.[0-9]+)?(?:-[A-Za-z0-9.]+)?");
    private static final int MAX_VERSION = 40;

    static TerraformFields read(Section section, SourceReader sources, ContentsReader contents) {
        return new TerraformFields(
                version(section),
                sources.required(section),
                section.values("vars"),
                Names.environment(section),
                varFiles(section, contents));
    }

    private static @Nullable String version(Section section) {
        var version = section.text("terraform_version");
        version.filter(text ->
                        text.length() > MAX_VERSION || !VERSION.matcher(text).matches())
                .ifPresent(text -> section.problem(
                        "terraform_version", "'" + text + "' is not a version; write one such as \"1.11.4\"."));
        return version.map(text -> text.startsWith("v") ? text.substring(1) : text)
                .orElse(null);
    }

    private static List<VarFile> varFiles(Section section, ContentsReader contents) {
        var varFiles = new ArrayList<VarFile>();
        for (var file : section.sections("var_file")) {
            if (!file.has("contents")) {
                file.missing("contents", "'var_file.contents' is missing: HCL text or the path of a tfvars file.");
            }
            var isJson = ContentsReader.path(file, "contents")
                    .filter(path -> path.endsWith(".json"))
                    .isPresent();
            var name = "config-" + (varFiles.size() + 1) + (isJson ? ".tfvars.json" : ".tfvars");
            contents.read(file, "contents").ifPresent(text -> varFiles.add(new VarFile(name, text)));
            file.end();
        }
        return varFiles;
    }
}
