/** A clock that stands still and ids that count. Nothing here reads the real time or real randomness. */
@NullMarked
package dev.landfall.testkit.time;

import org.jspecify.annotations.NullMarked;
