/** A job's identity in AWS. Addresses and tokens that are the same for all clouds live above. */
@NullMarked
package dev.landfall.runner.identity.aws;

import org.jspecify.annotations.NullMarked;
