/** Keys that are replaced while real processes work. What each key store does is tested beside it. */
@NullMarked
package dev.landfall.integration.rotation;

import org.jspecify.annotations.NullMarked;
