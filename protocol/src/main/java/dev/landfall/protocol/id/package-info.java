/** Typed identifiers. They are opaque to everyone but the control plane, which reads the partition out of a job's id. */
@NullMarked
package dev.landfall.protocol.id;

import org.jspecify.annotations.NullMarked;
