package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Nearest;
import java.util.Optional;
import java.util.TreeSet;

/** Reads one file of {@code components/}. */
final class ComponentReader {

    private final ComponentSpecReader specs;
    private final DeployOptionsReader options;
    private final Checksums checksums;
    private final Mentions mentions;

    ComponentReader(ComponentSpecReader specs, Checksums checksums, Mentions mentions) {
        this.specs = specs;
        this.options = new DeployOptionsReader(mentions);
        this.checksums = checksums;
        this.mentions = mentions;
    }

    /** The name of a file's component, whatever its type; empty when it has none. */
    static Optional<String> name(Section file) {
        return file.text("name").filter(name -> !name.isBlank());
    }

    /** The component; empty when its type is none of the format. */
    Optional<Component> read(Section file) {
        var type = file.requiredText("type");
        if (!type.isBlank() && !ComponentSpecReader.TYPES.contains(type)) {
            file.problem(
                    "type",
                    "'" + type + "' is not a type of component" + Nearest.hint(type, ComponentSpecReader.TYPES));
            return Optional.empty();
        }
        var name = Names.of(file);
        var varName = file.text("var_name")
                .map(text -> Names.checked(file, "var_name", text))
                .orElse(null);
        var dependsOn = new TreeSet<>(file.texts("dependencies"));
        dependsOn.forEach(needed -> mentions.add(needed, file.at("dependencies")));
        var deployed = options.component(file);
        var labels = file.textMap("labels");
        var spec = specs.read(file, type.isBlank() ? "terraform_module" : type).orElseThrow();
        file.end();
        return Optional.of(new Component(
                name, varName, dependsOn, labels, spec, deployed, checksums.of(name, spec), file.at("name")));
    }
}
