/** Terraform states on the wire: where a customer keeps them, and what the control plane knows of one that it does not have. */
@NullMarked
package dev.landfall.protocol.state;

import org.jspecify.annotations.NullMarked;
