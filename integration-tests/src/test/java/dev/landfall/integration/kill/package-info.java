/** Real processes are killed without warning, and what they were at must come to one good end. */
@NullMarked
package dev.landfall.integration.kill;

import org.jspecify.annotations.NullMarked;
