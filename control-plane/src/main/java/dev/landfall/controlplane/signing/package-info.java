/**
 * The port to the keys that sign job specs, and which of them signs. No private key is ever here.
 */
@NullMarked
package dev.landfall.controlplane.signing;

import org.jspecify.annotations.NullMarked;
