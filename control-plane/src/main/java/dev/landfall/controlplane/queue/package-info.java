/** The port to pool queues and to the control plane's own events queue. Messages are hints; nothing here decides. */
@NullMarked
package dev.landfall.controlplane.queue;

import org.jspecify.annotations.NullMarked;
