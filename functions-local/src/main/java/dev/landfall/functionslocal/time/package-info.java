/** Ids from time and randomness. The clock is given from outside. */
@NullMarked
package dev.landfall.functionslocal.time;

import org.jspecify.annotations.NullMarked;
