/**
 * The {@code landfall} command: its entry and the list of its areas. What an area does lives in the package of its noun.
 */
@NullMarked
package dev.landfall.cli;

import org.jspecify.annotations.NullMarked;
