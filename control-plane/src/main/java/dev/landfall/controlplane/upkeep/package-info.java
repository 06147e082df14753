/** What is asked of a single runner: its health, its end. How a runner does it is not decided here. */
@NullMarked
package dev.landfall.controlplane.upkeep;

import org.jspecify.annotations.NullMarked;
