/** Durations as people write them. It holds no clock. */
@NullMarked
package dev.landfall.formats.duration;

import org.jspecify.annotations.NullMarked;
