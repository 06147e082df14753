/**
 * All state of a control plane on one machine as one file, and back. Nothing here knows what the state means.
 */
@NullMarked
package dev.landfall.functionslocal.backup;

import org.jspecify.annotations.NullMarked;
