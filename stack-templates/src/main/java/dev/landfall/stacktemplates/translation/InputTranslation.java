package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Input;
import dev.landfall.formats.appconfig.InputType;
import dev.landfall.formats.appconfig.Secret;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.CustomerSecret;
import dev.landfall.stacktemplates.model.CustomerSecret.Format;
import dev.landfall.stacktemplates.model.CustomerSecret.Source;
import dev.landfall.stacktemplates.model.InputGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the customer is asked for: secrets, and the inputs that are the customer's to choose. */
final class InputTranslation {

    private final StackTexts texts;
    private final Problems problems;

    InputTranslation(StackTexts texts, Problems problems) {
        this.texts = texts;
        this.problems = problems;
    }

    /** Secrets, and inputs that are secret. */
    List<CustomerSecret> secrets(AppConfig config) {
        var secrets = new ArrayList<CustomerSecret>();
        config.secrets().forEach(secret -> secret(secret).ifPresent(secrets::add));
        config.inputs().stream()
                .filter(input -> input.userConfigurable() && input.sensitive())
                .forEach(input -> secret(input).ifPresent(secrets::add));
        return secrets;
    }

    List<InputGroup> groups(AppConfig config) {
        var groups = new ArrayList<InputGroup>();
        for (var group : config.inputGroups()) {
            var title = Objects.requireNonNullElse(group.displayName(), group.name());
            add(groups, group.name(), title, group.description(), inputs(config, group.name()));
        }
        add(groups, "inputs", "Inputs", null, inputs(config, null));
        return groups;
    }

    private static void add(
            List<InputGroup> groups,
            String name,
            String title,
            @Nullable String description,
            List<CustomerInput> inputs) {
        if (!inputs.isEmpty()) {
            groups.add(new InputGroup(name, title, Objects.requireNonNullElse(description, ""), inputs));
        }
    }

    private List<CustomerInput> inputs(AppConfig config, @Nullable String group) {
        return config.inputs().stream()
                .filter(input -> input.userConfigurable() && !input.sensitive())
                .filter(input -> Objects.equals(input.group(), group))
                .flatMap(input -> input(input).stream())
                .toList();
    }

    private Optional<CustomerInput> input(Input input) {
        var title = Objects.requireNonNullElse(input.displayName(), input.name());
        return make(
                input.at(),
                () -> new CustomerInput(
                        input.name(),
                        title,
                        Objects.requireNonNullElse(input.description(), title),
                        type(input.type()),
                        text(input.type(), input.defaultValue()),
                        input.required(),
                        input.at()));
    }

    private Optional<CustomerSecret> secret(Input input) {
        var title = Objects.requireNonNullElse(input.displayName(), input.name());
        refuseDefault(input.defaultValue() != null, "input", input.name(), input.at());
        return make(
                input.at(),
                () -> new CustomerSecret(
                        input.name(),
                        title,
                        Objects.requireNonNullElse(input.description(), title),
                        input.required() ? Source.REQUIRED : Source.OPTIONAL,
                        Format.TEXT,
                        input.at()));
    }

    private Optional<CustomerSecret> secret(Secret secret) {
        refuseDefault(secret.defaultValue() != null, "secret", secret.name(), secret.at());
        if (!secret.userConfigurable() && !secret.autoGenerate()) {
            return Optional.empty();
        }
        var title = texts.of(secret.displayName(), secret.name());
        return make(
                secret.at(),
                () -> new CustomerSecret(
                        secret.name(),
                        title,
                        texts.of(secret.description(), title),
                        secret.autoGenerate()
                                ? Source.GENERATED
                                : secret.required() ? Source.REQUIRED : Source.OPTIONAL,
                        switch (secret.format()) {
                            case TEXT -> Format.TEXT;
                            case BASE64 -> Format.BASE64;
                        },
                        secret.at()));
    }

    private void refuseDefault(boolean hasDefault, String what, String name, Location at) {
        if (hasDefault) {
            problems.add(
                    at,
                    "The " + what + " '" + name
                            + "' is secret and has a default, which would stand in the stack in clear. "
                            + "Remove the default, or what makes it secret.");
        }
    }

    private <T> Optional<T> make(Location at, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (LandfallException e) {
            problems.add(at, e.publicMessage().replace(at + ": ", ""));
            return Optional.empty();
        }
    }

    private static CustomerInput.Type type(InputType type) {
        return switch (type) {
            case STRING, YAML, HCL -> CustomerInput.Type.TEXT;
            case NUMBER -> CustomerInput.Type.NUMBER;
            case BOOL -> CustomerInput.Type.BOOLEAN;
            case LIST -> CustomerInput.Type.LIST;
            case JSON -> CustomerInput.Type.JSON;
        };
    }

    private static @Nullable String text(InputType type, @Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (type == InputType.LIST && value.isArray()) {
            return String.join(",", value.valueStream().map(JsonNode::asString).toList());
        }
        return value.isContainer() ? value.toString() : value.asString();
    }
}
