/** Blobs in a folder and the signed addresses that the host serves them under. No HTTP here. */
@NullMarked
package dev.landfall.functionslocal.blob;

import org.jspecify.annotations.NullMarked;
