package dev.landfall.formats.appconfig;

import dev.landfall.formats.hcl.Hcl;
import dev.landfall.formats.template.Placeholders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields that the sandbox and Terraform components share. */
final class TerraformFields {

    private static final Pattern VERSION = Pattern.compile("v?[0-9]+\\.[0-9]+(?:\\.[0-9]+)?(?:-[A-Za-z0-9.]+)?");
    private static final int MAX_VERSION = 40;
    private static final Pattern LOGIC =
            Pattern.compile("\\{\\{-?\\s*(?:if|else|end|range|with|break|continue|\\$|/\\*)");

    private TerraformFields() {}

    static ComponentSpec.Terraform read(Section section, SourceReader sources, ContentsReader contents) {
        return new ComponentSpec.Terraform(
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

    /** Placeholders count as values or names; a file with logic in its templates is left for when it is rendered. */
    private static void check(Section file, ContentsReader.Document document, boolean isJson) {
        if (isJson || LOGIC.matcher(document.text()).find()) {
            return;
        }
        var masked = Placeholders.maskedInLines(document.text(), Hcl.HIDDEN);
        Hcl.ofValues(masked).ifPresent(fault -> file.problemAt(document.places().at(fault.offset()), fault.message()));
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
            contents.document(file, "contents").ifPresent(document -> {
                check(file, document, isJson);
                varFiles.add(new VarFile(name, document.value()));
            });
            file.end();
        }
        return varFiles;
    }
}
