/** What install stacks let through, make and tell, and what a control plane and a runner do with it. Clouds are played. */
@NullMarked
package dev.landfall.integration.stack;

import org.jspecify.annotations.NullMarked;
