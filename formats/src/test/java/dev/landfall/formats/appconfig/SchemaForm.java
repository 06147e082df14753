package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One form that files of a schema's type have.
 *
 * @param definition name of the form in the schema; empty when the schema has one form
 * @param path where such a file lies
 */
record SchemaForm(String type, String definition, String path) {

    static final List<SchemaForm> ALL = List.of(
            new SchemaForm("action", "", "actions/x.toml"),
            new SchemaForm("branch", "", "branches/x.toml"),
            new SchemaForm("break_glass", "break_glass_file", "break_glass.toml"),
            new SchemaForm("break_glass", "role", "break_glass/x.toml"),
            new SchemaForm("component", "", "components/x.toml"),
            new SchemaForm("inputs", "inputs_file", "inputs.toml"),
            new SchemaForm("inputs", "input", "inputs/g/x.toml"),
            new SchemaForm("inputs", "group", "input_groups/x.toml"),
            new SchemaForm("install", "", "installs/x.toml"),
            new SchemaForm("kubernetes_contexts", "kubernetes_contexts_file", "kubernetes_contexts.toml"),
            new SchemaForm("kubernetes_contexts", "kubernetes_context", "kubernetes_contexts/x.toml"),
            new SchemaForm("metadata", "", "metadata.toml"),
            new SchemaForm("operation_roles", "", "operation_roles.toml"),
            new SchemaForm("permissions", "permissions_file", "permissions.toml"),
            new SchemaForm("permissions", "role", "permissions/custom.toml"),
            new SchemaForm("policies", "policies_file", "policies.toml"),
            new SchemaForm("policies", "policy", "policies/x.toml"),
            new SchemaForm("runbook", "", "runbooks/x.toml"),
            new SchemaForm("runner", "", "runner.toml"),
            new SchemaForm("sandbox", "", "sandbox.toml"),
            new SchemaForm("secrets", "secrets_file", "secrets.toml"),
            new SchemaForm("secrets", "secret", "secrets/g/x.toml"),
            new SchemaForm("secrets", "group", "secret_groups/x.toml"),
            new SchemaForm("stack", "", "stack.toml"),
            new SchemaForm("triggers", "triggers_file", "triggers.toml"),
            new SchemaForm("triggers", "trigger", "triggers/x.toml"));

    /**
     * What the reader made of a file.
     *
     * @param asked keys that it asked for, with the names of their tables before them
     */
    record Outcome(Set<String> asked, Set<String> messages) {

        boolean knows(String key) {
            return messages.stream().noneMatch(message -> message.startsWith("'" + key + "' is not known"));
        }
    }

    /** Reads a file as the whole reader would, without what it says of other files. */
    Outcome read(ObjectNode contents) {
        var files = ConfigFiles.of(Map.of(
                        path,
                        toml(contents).getBytes(StandardCharsets.UTF_8),
                        "modules/network/main.tf",
                        "# nothing\n".getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
        var problems = new Problems();
        var file = TomlFile.read(files, path, problems)
                .orElseThrow(() -> new AssertionError("no TOML: " + toml(contents)));
        read(file, files, problems);
        var messages = problems.reading(() -> file).problems().stream()
                .map(Problem::message)
                .collect(Collectors.toSet());
        return new Outcome(file.asked(), messages);
    }

    private void read(Section file, ConfigFiles files, Problems problems) {
        var contents = new ContentsReader(files, RemoteContents.of(files), problems);
        var sources = new SourceReader(files);
        var mentions = new Mentions();
        var yaml = new EmbeddedYaml(problems);
        var specs = new ComponentSpecReader(sources, contents, yaml);
        var runInputs = new RunInputReader(problems);
        var checksums = new Checksums(files);
        switch (type) {
            case "action" -> new ActionReader(sources, contents, mentions, runInputs).read(file);
            case "branch" -> new BranchReader(sources, problems).read(file);
            case "break_glass" -> new RolesReader(contents, problems).breakGlass(file);
            case "component" -> new ComponentReader(specs, checksums, mentions).read(file);
            case "inputs" -> new InputsReader(problems).read(file);
            case "install" -> new InstallReader(List.of(), List.of(), mentions).read(file);
            case "kubernetes_contexts" -> new KubernetesContextsReader(mentions, problems).read(file);
            case "metadata" -> MetadataReader.read(file, contents);
            case "operation_roles" -> new OperationRulesReader(mentions, problems).read(file);
            case "permissions" -> new RolesReader(contents, problems).permissions(file);
            case "policies" -> new PoliciesReader(contents, yaml, mentions).read(file);
            case "runbook" -> new RunbookReader(contents, mentions, runInputs, problems).read(file);
            case "runner" -> RunnerReader.read(file);
            case "sandbox" -> new SandboxReader(specs, checksums, mentions).read(file);
            case "secrets" -> new SecretsReader(problems).read(file);
            case "stack" -> new StackReader(contents, problems).read(file);
            case "triggers" -> new InboundTriggersReader(mentions, problems).read(file);
            default -> throw new AssertionError("no reader for " + type);
        }
    }

    private static String toml(ObjectNode table) {
        return table.properties().stream()
                .map(entry -> entry.getKey() + " = " + inline(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String inline(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(SchemaForm::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> entry.getKey() + " = " + inline(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.toString();
    }

    @Override
    public String toString() {
        return path;
    }
}
