/** A job and its attempts: values, their two state machines and the pure decisions over them. Nothing here reads a store or a clock. */
@NullMarked
package dev.landfall.controlplane.job;

import org.jspecify.annotations.NullMarked;
