/** Finds out that this machine can take no job and will not recover by itself, and says so to whoever replaces machines. */
@NullMarked
package dev.landfall.runner.fitness;

import org.jspecify.annotations.NullMarked;
