package dev.landfall.formats.appconfig;

/**
 * A tfvars file, a template as a whole.
 *
 * @param contents text; its places are those of the file that it came from
 * @param name a name for messages and for the file on disk, ending in {@code .tfvars} or {@code .tfvars.json}
 */
public record VarFile(String name, ConfigValue contents) {}
