/** The port to secret values. Nothing else in the control plane ever holds one. */
@NullMarked
package dev.landfall.controlplane.secret;

import org.jspecify.annotations.NullMarked;
