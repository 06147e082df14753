package dev.landfall.controlplane.app;

import dev.landfall.formats.appconfig.Action;
import dev.landfall.formats.appconfig.ActionTrigger;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Input;
import dev.landfall.protocol.id.AppId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Apps as the API shows them. */
final class AppViews {

    private AppViews() {}

    record ComponentView(String name, String type, String checksum, Set<String> dependsOn) {}

    record ActionView(String name, @Nullable String description, List<ActionTrigger> triggers) {}

    record InputView(
            String name,
            String type,
            @Nullable String group,
            @Nullable String displayName,
            @Nullable String description,
            boolean required,
            boolean sensitive,
            tools.jackson.databind.@Nullable JsonNode defaultValue) {}

    record AppView(
            AppId id,
            String name,
            @Nullable String displayName,
            int latestVersion,
            Instant createdAt,
            List<ComponentView> components,
            List<ActionView> actions,
            List<InputView> inputs) {}

    record VersionView(
            int version,
            String digest,
            Instant createdAt,
            List<ComponentView> components,
            List<ActionView> actions,
            List<InputView> inputs,
            List<ConfigParts.Part> parts) {}

    static AppView app(App app, @Nullable AppConfig config) {
        return new AppView(
                app.id(),
                app.name(),
                app.displayName(),
                app.latestVersion(),
                app.createdAt(),
                config == null ? List.of() : components(config),
                config == null ? List.of() : actions(config),
                config == null ? List.of() : inputs(config));
    }

    static VersionView version(AppVersion version, AppConfig config) {
        return new VersionView(
                version.version(),
                version.digest(),
                version.createdAt(),
                components(config),
                actions(config),
                inputs(config),
                ConfigParts.of(config));
    }

    private static List<ComponentView> components(AppConfig config) {
        return config.components().stream()
                .map(component -> new ComponentView(
                        component.name(), component.spec().typeName(), component.checksum(), component.dependsOn()))
                .toList();
    }

    private static List<ActionView> actions(AppConfig config) {
        return config.actions().stream().map(AppViews::action).toList();
    }

    private static ActionView action(Action action) {
        return new ActionView(action.name(), action.description(), action.triggers());
    }

    private static List<InputView> inputs(AppConfig config) {
        return config.inputs().stream().map(AppViews::input).toList();
    }

    private static InputView input(Input input) {
        return new InputView(
                input.name(),
                input.type().text(),
                input.group(),
                input.displayName(),
                input.description(),
                input.required(),
                input.sensitive(),
                input.sensitive() ? null : input.defaultValue());
    }
}
