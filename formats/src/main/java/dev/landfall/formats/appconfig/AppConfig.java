package dev.landfall.formats.appconfig;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An app config directory, read and checked: names are unique, references lead somewhere, templates parse, there is no cycle.
 *
 * @param sandbox null when the app has none
 * @param stack null when there is no {@code stack.toml}
 * @param roles of {@code permissions} and {@code break_glass}
 * @param runner null when there is no {@code runner.toml}
 * @param components in deploy order: each after those that it depends on; the other way round is the order to tear down
 * @param checksum lower-case hex SHA-256 over every file of the directory
 */
public record AppConfig(
        Metadata metadata,
        List<InputGroup> inputGroups,
        List<Input> inputs,
        @Nullable Sandbox sandbox,
        @Nullable RunnerSettings runner,
        @Nullable Stack stack,
        List<SecretGroup> secretGroups,
        List<Secret> secrets,
        List<Role> roles,
        List<OperationRoleRule> operationRoles,
        List<Policy> policies,
        List<KubernetesContext> kubernetesContexts,
        List<Component> components,
        List<Action> actions,
        List<Runbook> runbooks,
        List<Branch> branches,
        List<InboundTrigger> inboundTriggers,
        List<InstallDefinition> installs,
        String checksum) {

    public AppConfig {
        inputGroups = List.copyOf(inputGroups);
        inputs = List.copyOf(inputs);
        secretGroups = orNone(secretGroups);
        secrets = orNone(secrets);
        roles = orNone(roles);
        operationRoles = orNone(operationRoles);
        policies = orNone(policies);
        kubernetesContexts = orNone(kubernetesContexts);
        runbooks = orNone(runbooks);
        branches = orNone(branches);
        inboundTriggers = orNone(inboundTriggers);
        components = List.copyOf(components);
        actions = List.copyOf(actions);
        installs = List.copyOf(installs);
    }

    /** Configs stored by a version that did not know a section have none of it. */
    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    public Optional<Component> component(String name) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .findFirst();
    }

    public Optional<Action> action(String name) {
        return actions.stream().filter(action -> action.name().equals(name)).findFirst();
    }

    public Optional<Input> input(String name) {
        return inputs.stream().filter(input -> input.name().equals(name)).findFirst();
    }

    public Optional<Secret> secret(String name) {
        return secrets.stream().filter(secret -> secret.name().equals(name)).findFirst();
    }

    /** In the order of their files. */
    public List<Role> roles(Role.Kind kind) {
        return roles.stream().filter(role -> role.kind() == kind).toList();
    }
}
