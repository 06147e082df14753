/** What a runner says of itself to others on its machine. Nothing of it is secret, and nobody else writes it. */
@NullMarked
package dev.landfall.runner.status;

import org.jspecify.annotations.NullMarked;
