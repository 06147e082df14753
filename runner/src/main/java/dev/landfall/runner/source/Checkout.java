package dev.landfall.runner.source;

import java.nio.file.Path;

/**
 * A commit in a folder.
 *
 * @param folder that the reference names, the checkout's root or one below it
 * @param commit full id
 */
public record Checkout(Path folder, String commit) {}
