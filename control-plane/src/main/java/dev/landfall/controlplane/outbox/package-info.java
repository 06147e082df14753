/** Commits a batch together with the messages that it causes, and sends them after. No rule about what is written lives here. */
@NullMarked
package dev.landfall.controlplane.outbox;

import org.jspecify.annotations.NullMarked;
