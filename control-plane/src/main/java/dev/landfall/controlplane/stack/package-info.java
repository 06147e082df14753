/**
 * What installs' stacks say of themselves, and whom the control plane believes. A stack calls home under a cloud identity; the
 * vendor says once in which account it has to be.
 */
@NullMarked
package dev.landfall.controlplane.stack;

import org.jspecify.annotations.NullMarked;
