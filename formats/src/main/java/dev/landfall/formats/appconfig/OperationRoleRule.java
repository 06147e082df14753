package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import org.jspecify.annotations.Nullable;

/**
 * A rule of {@code operation_roles.toml}: who runs what under which role.
 *
 * @param subject what it is about
 * @param name of the component or action; null = every one, or the sandbox
 * @param operation as written, such as {@code deploy}
 * @param role name of a role, a template
 */
public record OperationRoleRule(
        Subject subject, @Nullable String name, String operation, ConfigValue role, Location at) {

    /** What has operations. Written {@code nuon::sandbox}, {@code nuon::component:NAME}, {@code nuon::action:NAME}. */
    public enum Subject {
        SANDBOX,
        COMPONENT,
        ACTION
    }
}
