/** The monotonic clock as the runner's activities see it. The wall clock is {@code java.time.InstantSource}. */
@NullMarked
package dev.landfall.runner.time;

import org.jspecify.annotations.NullMarked;
