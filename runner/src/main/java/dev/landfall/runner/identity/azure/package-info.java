/** A job's identity in Azure. Addresses and tokens that are the same for all clouds live above. */
@NullMarked
package dev.landfall.runner.identity.azure;

import org.jspecify.annotations.NullMarked;
