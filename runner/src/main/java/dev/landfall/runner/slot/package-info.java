/** How many jobs run at once. Who takes a slot and what for is decided elsewhere. */
@NullMarked
package dev.landfall.runner.slot;

import org.jspecify.annotations.NullMarked;
