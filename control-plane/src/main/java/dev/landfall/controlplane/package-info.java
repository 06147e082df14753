/**
 * The control plane as one graph of objects over its ports. Hosts build it once, without network calls, and find
 * everything that they drive in {@link dev.landfall.controlplane.ControlPlane}.
 */
@NullMarked
package dev.landfall.controlplane;

import org.jspecify.annotations.NullMarked;
