/** The due index: which partition must be looked at by when. What is done on that look lives in {@code event}. */
@NullMarked
package dev.landfall.controlplane.timer;

import org.jspecify.annotations.NullMarked;
