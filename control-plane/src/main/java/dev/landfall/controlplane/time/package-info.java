/** Sources of ids, so that rules stay deterministic; hosts use the random one, tests another. */
@NullMarked
package dev.landfall.controlplane.time;

import org.jspecify.annotations.NullMarked;
