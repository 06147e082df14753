package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.ConfigValue;
import dev.landfall.formats.appconfig.OperationRoleRule;
import dev.landfall.formats.appconfig.Role;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which components and actions of a config name a custom role. */
final class RoleUses {

    private static final List<String> ANY = List.of("action:*", "component:*");

    private final AppConfig config;

    RoleUses(AppConfig config) {
        this.config = config;
    }

    /** The operations for which the role is named; those of every component and action when nobody names it yet. */
    SortedSet<String> operations(Role role) {
        var operations = new TreeSet<String>();
        for (var rule : config.operationRoles()) {
            if (names(rule.role(), role)) {
                add(rule, operations);
            }
        }
        for (var component : config.components()) {
            if (component.options().operationRoles().stream().anyMatch(own -> names(own.role(), role))) {
                operations.add("component:" + component.name());
            }
        }
        for (var action : config.actions()) {
            if (names(action.settings().role(), role)) {
                operations.add("action:" + action.name());
            }
        }
        if (operations.isEmpty()) {
            operations.addAll(ANY);
        }
        ANY.stream()
                .filter(operations::contains)
                .forEach(any -> operations.removeIf(
                        one -> !one.equals(any) && one.startsWith(any.substring(0, any.length() - 1))));
        return operations;
    }

    private static void add(OperationRoleRule rule, SortedSet<String> operations) {
        var name = rule.name() == null ? "*" : rule.name();
        switch (rule.subject()) {
            case COMPONENT -> operations.add("component:" + name);
            case ACTION -> operations.add("action:" + name);
            case SANDBOX -> {
                // has the roles of provision, maintenance and deprovision
            }
        }
    }

    private static boolean names(@Nullable ConfigValue reference, Role role) {
        return reference != null && text(reference).equals(text(role.name()));
    }

    private static String text(ConfigValue name) {
        return name.value().asString().replaceAll("\\s", "");
    }
}
