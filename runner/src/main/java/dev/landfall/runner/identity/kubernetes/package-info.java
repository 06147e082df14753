/** A job's identity in Kubernetes. Addresses and tokens that are the same for all clouds live above. */
@NullMarked
package dev.landfall.runner.identity.kubernetes;

import org.jspecify.annotations.NullMarked;
