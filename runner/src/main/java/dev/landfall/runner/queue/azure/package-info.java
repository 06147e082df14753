/**
 * The pool's queue on Azure Queue Storage, which has no long poll. Three calls of its REST protocol with a lent shared access
 * signature; queues are made and sent to by the control plane alone.
 */
@NullMarked
package dev.landfall.runner.queue.azure;

import org.jspecify.annotations.NullMarked;
