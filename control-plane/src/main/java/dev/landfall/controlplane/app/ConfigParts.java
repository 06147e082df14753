package dev.landfall.controlplane.app;

import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.OperationRoleRule;
import dev.landfall.formats.appconfig.Policy;
import dev.landfall.formats.appconfig.Role;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a config consists of. Each part has a checksum over what it says: where in which file it stands does not count. The default of a
 * sensitive input does not either, so that nobody can guess it from its checksum.
 */
final class ConfigParts {

    private static final Set<String> VALUE = Set.of("value", "at", "placeholders");
    private static final Set<String> PLACE = Set.of("file", "line", "column");

    private final List<Part> parts = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private ConfigParts() {}

    /**
     * @param kind such as {@code component} or {@code role}
     * @param name different from that of all others of the kind
     * @param checksum SHA-256 in lower-case hex
     */
    record Part(String kind, String name, String checksum) {}

    static List<Part> of(AppConfig config) {
        var found = new ConfigParts();
        found.one("metadata", config.metadata());
        found.all("input_group", config.inputGroups(), group -> group.name());
        config.inputs().forEach(input -> {
            var said = Json.mapper().<ObjectNode>valueToTree(input);
            if (input.sensitive()) {
                said.remove("defaultValue");
            }
            found.add("input", input.name(), said);
        });
        found.one("sandbox", config.sandbox());
        found.one("runner", config.runner());
        found.one("stack", config.stack());
        found.all("secret_group", config.secretGroups(), group -> group.name());
        found.all("secret", config.secrets(), secret -> secret.name());
        found.all("role", config.roles(), ConfigParts::name);
        found.all("operation_role", config.operationRoles(), ConfigParts::name);
        found.all("policy", config.policies(), ConfigParts::name);
        found.all("kubernetes_context", config.kubernetesContexts(), context -> context.name());
        found.all("component", config.components(), component -> component.name());
        found.all("action", config.actions(), action -> action.name());
        found.all("runbook", config.runbooks(), runbook -> runbook.name());
        found.all("branch", config.branches(), branch -> branch.name());
        found.all("trigger", config.inboundTriggers(), trigger -> trigger.name());
        found.all("install", config.installs(), install -> install.name());
        return List.copyOf(found.parts);
    }

    private static String name(Role role) {
        return role.key() + (role.cloud() == null ? "" : " (" + role.cloud().text() + ")");
    }

    private static String name(OperationRoleRule rule) {
        var what = rule.subject().name().toLowerCase(Locale.ROOT);
        return what + (rule.name() == null ? "" : ":" + rule.name()) + " " + rule.operation();
    }

    private static String name(Policy policy) {
        return policy.name() == null ? policy.at().file() : policy.name();
    }

    private void one(String kind, @Nullable Object part) {
        if (part != null) {
            add(kind, kind, Json.mapper().valueToTree(part));
        }
    }

    private <T> void all(String kind, List<T> ofKind, Function<T, String> name) {
        ofKind.forEach(part -> add(kind, name.apply(part), Json.mapper().valueToTree(part)));
    }

    private void add(String kind, String name, JsonNode said) {
        var unique = name;
        for (var number = 2; !names.add(kind + " " + unique); number++) {
            unique = name + " #" + number;
        }
        parts.add(new Part(kind, unique, Sha256.hex(Json.write(withoutPlaces(said)))));
    }

    /** The same with its keys sorted and without places in files. What a writer's own tables hold stays as it is. */
    private static JsonNode withoutPlaces(JsonNode said) {
        return names(said).equals(VALUE)
                ? sorted(said.path("value"))
                : rebuilt(
                        said,
                        name -> !name.equals("at") || !names(said.path(name)).equals(PLACE),
                        ConfigParts::withoutPlaces);
    }

    private static JsonNode sorted(JsonNode value) {
        return rebuilt(value, name -> true, ConfigParts::sorted);
    }

    /** With its keys sorted, of those that are kept, and each part of it replaced. */
    private static JsonNode rebuilt(JsonNode node, Predicate<String> kept, UnaryOperator<JsonNode> part) {
        if (node.isArray()) {
            var list = Json.mapper().createArrayNode();
            node.forEach(element -> list.add(part.apply(element)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = Json.mapper().createObjectNode();
        node.propertyNames().stream()
                .sorted()
                .filter(kept)
                .forEach(name -> object.set(name, part.apply(node.path(name))));
        return object;
    }

    private static Set<String> names(JsonNode node) {
        return Set.copyOf(node.propertyNames());
    }
}
