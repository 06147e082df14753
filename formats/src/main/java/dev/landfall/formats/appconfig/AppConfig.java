package dev.landfall.formats.appconfig;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An app config directory, read and checked: names are unique, references lead somewhere, templates parse, there is no cycle.
 *
 * @param sandbox null when the app has none
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
        List<Component> components,
        List<Action> actions,
        List<InstallDefinition> installs,
        String checksum) {

    public AppConfig {
        inputGroups = List.copyOf(inputGroups);
        inputs = List.copyOf(inputs);
        components = List.copyOf(components);
        actions = List.copyOf(actions);
        installs = List.copyOf(installs);
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
}
