/** The job-signing key and its root in files. Signing itself is the protocol's. */
@NullMarked
package dev.landfall.functionslocal.signing;

import org.jspecify.annotations.NullMarked;
