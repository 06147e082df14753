/**
 * What jobs print: numbered chunks as their runners ship them, kept as blobs, and read by cursor. How a chunk is made and
 * masked is the runner's; its form is {@code dev.landfall.protocol.log}.
 */
@NullMarked
package dev.landfall.controlplane.logs;

import org.jspecify.annotations.NullMarked;
