/** Measurements with a {@code main}: each prints its number beside a baseline taken in the same run. */
@NullMarked
package dev.landfall.runner.bench;

import org.jspecify.annotations.NullMarked;
