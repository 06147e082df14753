/** Sources of ids, so that rules stay deterministic. */
@NullMarked
package dev.landfall.controlplane.time;

import org.jspecify.annotations.NullMarked;
