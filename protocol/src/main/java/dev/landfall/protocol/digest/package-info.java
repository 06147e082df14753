/** Digests of bytes, as records, names and headers have them. Keys and signatures live in {@code signature}. */
@NullMarked
package dev.landfall.protocol.digest;

import org.jspecify.annotations.NullMarked;
