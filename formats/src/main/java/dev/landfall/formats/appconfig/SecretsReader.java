package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads secrets and their groups, from {@code secrets.toml} or from folders with one file each. */
final class SecretsReader {

    private static final List<String> SECRET_ONLY = List.of(
            "group",
            "required",
            "auto_generate",
            "default",
            "format",
            "user_configurable",
            "kubernetes_sync",
            "kubernetes_secret_name",
            "kubernetes_secret_namespace",
            "kubernetes_sync_targets");

    private final Problems problems;
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private final Map<String, SecretGroup> groups = new LinkedHashMap<>();
    private final List<Mention> groupMentions = new ArrayList<>();

    SecretsReader(Problems problems) {
        this.problems = problems;
    }

    private record Mention(String group, Location at) {}

    /** A file of {@code secrets.toml}, {@code secrets/} or {@code secret_groups/}. */
    void read(Section file) {
        if (file.keys().isEmpty()) {
            return;
        }
        if (file.has("secret") || (file.has("group") && file.isTables("group"))) {
            file.sections("group").forEach(this::group);
            file.sections("secret").forEach(section -> secret(section, null));
            file.end();
        } else if (isGroup(file)) {
            group(file);
        } else {
            secret(file, GroupFolders.folder(file.file(), "secrets"));
        }
    }

    /** Checks what can be checked when all files are read. A folder is a group whether or not somebody describes it. */
    void finish() {
        for (var mention : groupMentions) {
            if (!groups.containsKey(mention.group())) {
                problems.add(
                        mention.at(),
                        "The group '" + mention.group() + "' is not defined"
                                + problems.hint(mention.group(), groups.keySet()));
            }
        }
    }

    List<Secret> secrets() {
        return List.copyOf(secrets.values());
    }

    List<SecretGroup> groups() {
        return List.copyOf(groups.values());
    }

    private static boolean isGroup(Section file) {
        return SECRET_ONLY.stream().noneMatch(file::has)
                && GroupFolders.describesGroup(file, "secrets", "secret_groups");
    }

    private void group(Section section) {
        var name = Names.of(section);
        var group = new SecretGroup(
                name,
                section.text("display_name").orElse(null),
                section.text("description").orElse(null));
        section.ignored("group");
        section.end();
        if (groups.putIfAbsent(name, group) != null) {
            section.problem("name", "The group '" + name + "' is defined twice.");
        }
    }

    private void secret(Section section, @Nullable String folder) {
        var name = Names.of(section);
        var group = section.text("group");
        group.ifPresent(text -> groupMentions.add(new Mention(text, section.at("group"))));
        var origin = origin(section);
        var secret = new Secret(
                name,
                group.orElse(folder),
                section.description("display_name").orElse(null),
                section.description("description").orElse(null),
                section.flag("required").orElse(false),
                section.flag("auto_generate").orElse(false),
                origin.orElse(null),
                format(section),
                section.flag("user_configurable").orElse(true),
                targets(section),
                section.at("name"));
        section.end();
        var other = secrets.putIfAbsent(name, secret);
        if (other != null) {
            section.problem("name", "The secret '" + name + "' is already defined at " + other.at() + ".");
        }
    }

    /** The default, when there is one; sees to it that a value comes from one place. */
    private Optional<ConfigValue> origin(Section section) {
        var given = section.template("default")
                .filter(value -> !value.value().asString().isEmpty());
        var origins = new ArrayList<String>();
        section.flag("required").filter(flag -> flag).ifPresent(flag -> origins.add("required = true"));
        section.flag("auto_generate").filter(flag -> flag).ifPresent(flag -> origins.add("auto_generate = true"));
        given.ifPresent(value -> origins.add("default"));
        if (origins.size() > 1) {
            section.problem(
                    origins.contains("default") ? "default" : "auto_generate",
                    "A secret has one of " + String.join(" and ", origins) + ", not "
                            + (origins.size() == 2 ? "both." : "all of them."));
        }
        given.ifPresent(value -> problems.notice(
                value.at(), "The default of the secret stands in clear in the config, its versions and the stack."));
        return given;
    }

    private static Secret.Format format(Section section) {
        return Choices.optional(
                        section, "format", "format of a secret", List.of("base64", "text"), text -> switch (text) {
                            case "base64" -> Optional.of(Secret.Format.BASE64);
                            case "text", "string", "plain" -> Optional.of(Secret.Format.TEXT);
                            default -> Optional.empty();
                        })
                .orElse(Secret.Format.TEXT);
    }

    private static List<Secret.KubernetesTarget> targets(Section section) {
        var targets = new ArrayList<Secret.KubernetesTarget>();
        section.sections("kubernetes_sync_targets").forEach(target -> targets.add(target(target)));
        var namespace = section.template("kubernetes_secret_namespace");
        var name = section.template("kubernetes_secret_name");
        var synced = section.flag("kubernetes_sync").orElse(!targets.isEmpty());
        if (synced && targets.isEmpty() && (namespace.isEmpty() || name.isEmpty())) {
            section.missing(
                    namespace.isEmpty() ? "kubernetes_secret_namespace" : "kubernetes_secret_name",
                    "'kubernetes_sync' needs 'kubernetes_secret_namespace' and 'kubernetes_secret_name', or"
                            + " [[kubernetes_sync_targets]].");
        }
        if (namespace.isPresent() && name.isPresent()) {
            targets.addFirst(new Secret.KubernetesTarget(List.of(namespace.get()), name.get(), null));
        }
        return synced ? targets : List.of();
    }

    private static Secret.KubernetesTarget target(Section section) {
        var namespaces = section.listedTemplates("namespaces");
        if (namespaces.isEmpty()) {
            section.missing("namespaces", "'kubernetes_sync_targets.namespaces' is missing: a list of at least one.");
        }
        var target = new Secret.KubernetesTarget(
                namespaces,
                section.requiredTemplate("name"),
                section.template("key").orElse(null));
        section.end();
        return target;
    }
}
