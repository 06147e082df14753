package dev.landfall.runner.tool;

import java.nio.file.Path;

/**
 * A program that was found and that answered.
 *
 * @param name the command's name, such as {@code terraform}
 * @param path absolute path of the executable
 * @param version as the program says it, such as {@code 1.11.4}
 */
public record Tool(String name, Path path, String version) {}
