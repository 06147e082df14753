/** The port to the key that signs job specs. */
@NullMarked
package dev.landfall.controlplane.signing;

import org.jspecify.annotations.NullMarked;
