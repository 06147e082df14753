/** Mistakes on purpose, for the test that the rules of the architecture find them. Nothing else is here. */
@NullMarked
package dev.landfall.controlplane.seeded;

import org.jspecify.annotations.NullMarked;
