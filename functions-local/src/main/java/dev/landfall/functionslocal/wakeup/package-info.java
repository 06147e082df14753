/** Waking waiting readers within one process. Nothing is stored here. */
@NullMarked
package dev.landfall.functionslocal.wakeup;

import org.jspecify.annotations.NullMarked;
