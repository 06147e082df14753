/**
 * Requests that the control plane itself makes to the outside: the port, and its adapter on the JDK's HTTP client that all
 * hosts share. What is asked and what an answer means lives with the caller.
 */
@NullMarked
package dev.landfall.controlplane.outbound;

import org.jspecify.annotations.NullMarked;
