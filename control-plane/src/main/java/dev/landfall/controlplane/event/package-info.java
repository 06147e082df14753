/** What wakes the control plane: messages of its own queue, and the tick of every minute. The work itself lives in the packages of its nouns. */
@NullMarked
package dev.landfall.controlplane.event;

import org.jspecify.annotations.NullMarked;
