/**
 * Terraform state of installs, for those who keep it with the control plane: versions, serials, locks. It speaks the
 * protocol of Terraform's {@code http} backend, which reaches it through the runner's loopback address.
 */
@NullMarked
package dev.landfall.controlplane.state;

import org.jspecify.annotations.NullMarked;
