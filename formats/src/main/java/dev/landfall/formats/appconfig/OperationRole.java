package dev.landfall.formats.appconfig;

/**
 * Under which role an operation runs.
 *
 * @param operation as written, one of {@link Operations}
 * @param role name of a role, a template
 */
public record OperationRole(String operation, ConfigValue role) {}
