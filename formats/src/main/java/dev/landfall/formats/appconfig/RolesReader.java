package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code permissions} and {@code break_glass}, in the forms of both generations. */
final class RolesReader {

    private static final Map<String, Role.Kind> TABLES = Map.of(
            "provision_role", Role.Kind.PROVISION,
            "maintenance_role", Role.Kind.MAINTENANCE,
            "deprovision_role", Role.Kind.DEPROVISION);

    private final RoleReader reader;
    private final Unique names;
    private final Map<Role.Kind, Unique> kinds = new EnumMap<>(Role.Kind.class);
    private final List<Role> roles = new ArrayList<>();

    RolesReader(ContentsReader contents, Problems problems) {
        this.reader = new RoleReader(contents, problems);
        this.names = new Unique("role", problems);
        for (var kind : List.of(Role.Kind.PROVISION, Role.Kind.MAINTENANCE, Role.Kind.DEPROVISION)) {
            kinds.put(kind, new Unique("role of type", problems));
        }
    }

    /** A file of {@code permissions}: one role, or a table for each. */
    void permissions(Section file) {
        var isOneRole = file.has("name") || !file.file().equals("permissions.toml");
        if (TABLES.keySet().stream().filter(file::has).count() == 0 && isOneRole) {
            add(reader.read(file, kind(file)));
            return;
        }
        TABLES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(table ->
                        file.section(table.getKey()).ifPresent(role -> add(reader.read(role, table.getValue()))));
        file.end();
    }

    /** A file of {@code break_glass}: {@code [[role]]}, or one role. */
    void breakGlass(Section file) {
        if (!file.has("role")) {
            file.has("type");
            add(reader.read(file, Role.Kind.BREAK_GLASS));
            return;
        }
        file.sections("role").forEach(role -> add(reader.read(role, Role.Kind.BREAK_GLASS)));
        file.end();
    }

    List<Role> roles() {
        return List.copyOf(roles);
    }

    private void add(Role role) {
        var cloud = role.cloud() == null ? "" : " for " + role.cloud().text();
        var isFirst = Optional.ofNullable(kinds.get(role.kind()))
                .map(unique -> unique.add(role.kind().text() + cloud, role.at()))
                .orElse(true);
        if (isFirst && names.add(role.key() + cloud, role.at())) {
            roles.add(role);
        }
    }

    /** What the file says, or what its name says. */
    private static Role.Kind kind(Section file) {
        var name = file.file()
                .substring(file.file().lastIndexOf('/') + 1)
                .replaceFirst("\\.toml$", "")
                .replaceFirst("_role$", "");
        var named = Role.Kind.parse(name);
        if (named.isPresent() && !file.has("type")) {
            return named.get();
        }
        return Choices.required(file, "type", "type of role", Role.Kind.spellings(), Role.Kind::parse)
                .orElse(Role.Kind.CUSTOM);
    }
}
