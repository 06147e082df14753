/** The port that tells a waiting reader at once that there is something to read. */
@NullMarked
package dev.landfall.controlplane.wakeup;

import org.jspecify.annotations.NullMarked;
