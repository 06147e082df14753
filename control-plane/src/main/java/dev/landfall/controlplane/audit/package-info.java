/** Who did what, when and why: actors and the transitions that every batch records. No rule about what may happen lives here. */
@NullMarked
package dev.landfall.controlplane.audit;

import org.jspecify.annotations.NullMarked;
