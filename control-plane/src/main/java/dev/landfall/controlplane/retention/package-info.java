/** Removes what has been kept long enough, in bounded slices. How long is a setting. */
@NullMarked
package dev.landfall.controlplane.retention;

import org.jspecify.annotations.NullMarked;
