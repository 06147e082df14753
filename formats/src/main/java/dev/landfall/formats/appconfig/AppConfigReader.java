package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an app config directory: the TOML files that users of Nuon write, as far as this version goes. A section, field or type of the
 * format that it does not serve is a problem, never silently left out.
 */
public final class AppConfigReader {

    /** All TOML files together; bounds the time that reading takes to seconds. */
    public static final int MAX_TOML_BYTES = 2 << 20;

    private final ConfigFiles files;
    private final Problems problems = new Problems();
    private final Layout layout;
    private final ContentsReader contents;
    private final SourceReader sources;
    private final Checksums checksums;
    private final Mentions mentions = new Mentions();
    private final Set<String> componentNames = new TreeSet<>();
    private boolean unparsed;
    private int tomlBytes;

    private AppConfigReader(ConfigFiles files) {
        this.files = files;
        this.layout = new Layout(files, problems);
        this.contents = new ContentsReader(files, problems);
        this.sources = new SourceReader(files);
        this.checksums = new Checksums(files);
    }

    /** The config, or all that is wrong with it, each with file, line and column. */
    public static Reading<AppConfig> read(ConfigFiles files) {
        return new AppConfigReader(files).read();
    }

    private Reading<AppConfig> read() {
        var metadata =
                one("metadata").map(file -> MetadataReader.read(file, contents)).orElse(Metadata.NONE);
        var inputs = new InputsReader(problems);
        sections("input_groups").forEach(inputs::read);
        sections("inputs").forEach(inputs::read);
        inputs.finish();
        var sandbox = one("sandbox")
                .map(file -> SandboxReader.read(file, sources, contents, checksums))
                .orElse(null);
        var runner = one("runner").map(RunnerReader::read).orElse(null);
        var stack = one("stack").map(new StackReader(contents, problems)::read).orElse(null);
        var secrets = new SecretsReader(problems);
        sections("secret_groups").forEach(secrets::read);
        sections("secrets").forEach(secrets::read);
        secrets.finish();
        var roles = new RolesReader(contents, problems);
        sections("permissions").forEach(roles::permissions);
        sections("break_glass").forEach(roles::breakGlass);
        var components = components();
        var actions = actions();
        var installs = installs(inputs);
        var ordered = crossChecked(
                inputs,
                sandbox,
                runner,
                stackTemplates(stack, secrets.secrets(), roles.roles()),
                secrets.secrets(),
                components,
                actions);
        return problems.reading(() -> new AppConfig(
                metadata,
                inputs.groups(),
                inputs.inputs(),
                sandbox,
                runner,
                stack,
                secrets.groups(),
                secrets.secrets(),
                roles.roles(),
                ordered,
                actions,
                installs,
                checksums.ofAll()));
    }

    /** References between files mean nothing while a file cannot be parsed: its names are unknown. */
    private List<Component> crossChecked(
            InputsReader inputs,
            @Nullable Sandbox sandbox,
            @Nullable RunnerSettings runner,
            List<ConfigValue> stackTemplates,
            List<Secret> secrets,
            List<Component> components,
            List<Action> actions) {
        if (unparsed) {
            return components;
        }
        mentions.check(componentNames, problems);
        var check = new CrossCheck(components, componentNames, inputs.inputs(), actions, problems);
        check.beforeAnything(TemplateUses.of(stackTemplates, problems));
        secrets.forEach(secret ->
                check.beforeComponents(TemplateUses.of(secret.targetTemplates(), problems), "The copying of secrets"));
        if (sandbox != null) {
            check.beforeComponents(TemplateUses.of(sandbox, problems), "The sandbox");
        }
        if (runner != null) {
            check.beforeComponents(TemplateUses.of(runner, problems), "The runner's environment");
        }
        actions.forEach(action -> check.references(TemplateUses.of(action, problems)));
        return check.inDeployOrder();
    }

    private static List<ConfigValue> stackTemplates(@Nullable Stack stack, List<Secret> secrets, List<Role> roles) {
        return Stream.of(
                        Stream.ofNullable(stack).flatMap(one -> one.templates().stream()),
                        secrets.stream().flatMap(secret -> secret.stackTemplates().stream()),
                        roles.stream().flatMap(role -> role.templates().stream()))
                .flatMap(values -> values)
                .toList();
    }

    private List<Component> components() {
        var reader = new ComponentReader(sources, contents, checksums, mentions);
        var unique = new Unique("component", problems);
        var components = new ArrayList<Component>();
        for (var file : sections("components")) {
            ComponentReader.name(file).ifPresent(componentNames::add);
            reader.read(file)
                    .filter(component -> unique.add(component.name(), component.at()))
                    .ifPresent(components::add);
        }
        return components;
    }

    private List<Action> actions() {
        var reader = new ActionReader(sources, contents, mentions);
        var unique = new Unique("action", problems);
        return sections("actions").stream()
                .map(reader::read)
                .filter(action -> unique.add(action.name(), action.at()))
                .toList();
    }

    private List<InstallDefinition> installs(InputsReader inputs) {
        var unique = new Unique("install", problems);
        return sections("installs").stream()
                .map(file -> new InstallReader(inputs.inputs(), inputs.groups()).read(file))
                .filter(install -> unique.add(install.name(), install.at()))
                .toList();
    }

    private Optional<Section> one(String section) {
        return layout.filesOf(section).stream().findFirst().flatMap(this::parsed);
    }

    private List<Section> sections(String section) {
        return layout.filesOf(section).stream()
                .flatMap(path -> parsed(path).stream())
                .toList();
    }

    private Optional<Section> parsed(String path) {
        tomlBytes += files.bytes(path).map(bytes -> bytes.length).orElse(0);
        if (tomlBytes > MAX_TOML_BYTES) {
            problems.add(
                    Location.startOf(path), "The TOML files together have more than " + MAX_TOML_BYTES + " bytes.");
            unparsed = true;
            return Optional.empty();
        }
        var section = TomlFile.read(files, path, problems);
        unparsed |= section.isEmpty();
        return section;
    }
}
