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

    private AppConfigReader(ConfigFiles files, RemoteContents remote) {
        this.files = files;
        problems.addAll(remote.lock());
        this.layout = new Layout(files, problems);
        this.contents = new ContentsReader(files, remote, problems);
        this.sources = new SourceReader(files);
        this.checksums = new Checksums(files);
    }

    /** The config, or all that is wrong with it, each with file, line and column. */
    public static Reading<AppConfig> read(ConfigFiles files) {
        return read(files, RemoteContents.of(files));
    }

    /**
     * The same, for those who can fetch what is not there.
     *
     * @param remote of the same files; knows afterwards what is missing
     */
    public static Reading<AppConfig> read(ConfigFiles files, RemoteContents remote) {
        return new AppConfigReader(files, remote).read();
    }

    private Reading<AppConfig> read() {
        var metadata =
                one("metadata").map(file -> MetadataReader.read(file, contents)).orElse(Metadata.NONE);
        var yaml = new EmbeddedYaml(problems);
        var specs = new ComponentSpecReader(sources, contents, yaml);
        var runInputs = new RunInputReader(problems);
        var inputs = new InputsReader(problems);
        sections("input_groups").forEach(inputs::read);
        sections("inputs").forEach(inputs::read);
        inputs.finish();
        var sandbox = one("sandbox")
                .map(file -> new SandboxReader(specs, checksums, mentions).read(file))
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
        var operationRoles = one("operation_roles")
                .map(file -> new OperationRulesReader(mentions, problems).read(file))
                .orElse(List.of());
        var policies = new PoliciesReader(contents, yaml, mentions);
        sections("policies").forEach(policies::read);
        var contexts = new KubernetesContextsReader(mentions, problems);
        sections("kubernetes_contexts").forEach(contexts::read);
        var components = components(specs);
        var actions = actions(runInputs);
        var runbooks = runbooks(runInputs);
        var branches = branches();
        var triggers = new InboundTriggersReader(mentions, problems);
        sections("triggers").forEach(triggers::read);
        var installs = installs(inputs);
        var nested = new NestedOutputs(stack);
        var ordered = crossChecked(
                inputs,
                sandbox,
                runner,
                stackTemplates(stack, secrets.secrets(), roles.roles()),
                nested,
                secrets.secrets(),
                components,
                actions,
                runbooks);
        if (!unparsed) {
            mentions.check(
                    Mentions.Kind.ACTION, actions.stream().map(Action::name).toList(), problems);
            mentions.check(Mentions.Kind.ROLE, roleNames(roles.roles()), problems);
            mentions.check(Mentions.Kind.CONTEXT, contextNames(contexts.contexts()), problems);
            mentions.check(
                    Mentions.Kind.RUNBOOK, runbooks.stream().map(Runbook::name).toList(), problems);
            mentions.check(
                    Mentions.Kind.BRANCH, branches.stream().map(Branch::name).toList(), problems);
        }
        return problems.reading(() -> told(new AppConfig(
                metadata,
                inputs.groups(),
                inputs.inputs(),
                sandbox,
                runner,
                nested.known(),
                secrets.groups(),
                secrets.secrets(),
                roles.roles(),
                operationRoles,
                policies.policies(),
                contexts.contexts(),
                ordered,
                actions,
                runbooks,
                branches,
                triggers.triggers(),
                installs,
                checksums.ofAll())));
    }

    private AppConfig told(AppConfig config) {
        NotUsedYet.tell(config, problems);
        return config;
    }

    /** A role is named in full, without the install's id before it, or by its kind. */
    private static Set<String> roleNames(List<Role> roles) {
        var names = new TreeSet<>(Role.Kind.spellings());
        roles.forEach(role -> {
            names.add(role.key());
            names.add(role.key().replaceFirst("^\\{\\{\\.(?:nuon|landfall)\\.(?:install\\.)?id}}-", ""));
        });
        return names;
    }

    private static List<String> contextNames(List<KubernetesContext> contexts) {
        return Stream.concat(
                        Stream.of(KubernetesContextsReader.SANDBOX),
                        contexts.stream().map(KubernetesContext::name))
                .toList();
    }

    /** References between files mean nothing while a file cannot be parsed: its names are unknown. */
    private List<Component> crossChecked(
            InputsReader inputs,
            @Nullable Sandbox sandbox,
            @Nullable RunnerSettings runner,
            List<ConfigValue> stackTemplates,
            NestedOutputs nested,
            List<Secret> secrets,
            List<Component> components,
            List<Action> actions,
            List<Runbook> runbooks) {
        if (unparsed) {
            return components;
        }
        mentions.check(Mentions.Kind.COMPONENT, componentNames, problems);
        var check = new CrossCheck(components, componentNames, inputs.inputs(), actions, secrets, nested, problems);
        check.beforeAnything(TemplateUses.of(stackTemplates, problems));
        secrets.forEach(secret ->
                check.beforeComponents(TemplateUses.of(secret.targetTemplates(), problems), "The copying of secrets"));
        if (sandbox != null) {
            check.beforeComponents(TemplateUses.of(sandbox.templates(), problems), "The sandbox");
        }
        if (runner != null) {
            check.beforeComponents(TemplateUses.of(runner.env().values(), problems), "The runner's environment");
        }
        actions.forEach(action -> check.references(TemplateUses.of(action.templates(), problems)));
        runbooks.forEach(runbook -> check.references(TemplateUses.of(runbook.templates(), problems)));
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

    private List<Component> components(ComponentSpecReader specs) {
        var reader = new ComponentReader(specs, checksums, mentions);
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

    private List<Action> actions(RunInputReader inputs) {
        var reader = new ActionReader(sources, contents, mentions, inputs);
        var unique = new Unique("action", problems);
        return sections("actions").stream()
                .map(reader::read)
                .filter(action -> unique.add(action.name(), action.at()))
                .toList();
    }

    private List<Runbook> runbooks(RunInputReader inputs) {
        var reader = new RunbookReader(contents, mentions, inputs, problems);
        var unique = new Unique("runbook", problems);
        return sections("runbooks").stream()
                .map(reader::read)
                .filter(runbook -> unique.add(runbook.name(), runbook.at()))
                .toList();
    }

    private List<Branch> branches() {
        var reader = new BranchReader(sources, problems);
        var unique = new Unique("branch", problems);
        return Stream.concat(sections("branch").stream(), sections("branches").stream())
                .map(reader::read)
                .filter(branch -> unique.add(branch.name(), branch.at()))
                .toList();
    }

    private List<InstallDefinition> installs(InputsReader inputs) {
        var unique = new Unique("install", problems);
        return sections("installs").stream()
                .filter(file -> !elsewhere(file))
                .map(file -> new InstallReader(inputs.inputs(), inputs.groups(), mentions).read(file))
                .filter(install -> unique.add(install.name(), install.at()))
                .toList();
    }

    /** {@code installs.toml} may say that the installs are in another repository. */
    private boolean elsewhere(Section file) {
        if (!file.file().equals("installs.toml")) {
            return false;
        }
        sources.read(file);
        file.end();
        problems.notice(file.at(), "Installs from another repository are not read; put them into installs/.");
        return true;
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
