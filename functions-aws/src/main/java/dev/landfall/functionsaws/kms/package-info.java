/** Signing job specs with a key in KMS. Nobody verifies here but the signer itself. */
@NullMarked
package dev.landfall.functionsaws.kms;

import org.jspecify.annotations.NullMarked;
