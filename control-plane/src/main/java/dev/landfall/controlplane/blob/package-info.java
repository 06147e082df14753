/** The port to big things: logs, plans, archives. Keys, bytes and addresses, no meaning. */
@NullMarked
package dev.landfall.controlplane.blob;

import org.jspecify.annotations.NullMarked;
