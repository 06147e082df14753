/** Waiting, in one place. Nothing here reads a clock. */
@NullMarked
package dev.landfall.cli.time;

import org.jspecify.annotations.NullMarked;
