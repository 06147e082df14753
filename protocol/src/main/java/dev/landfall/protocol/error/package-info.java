/**
 * The one exception of Landfall and its closed set of kinds, as it is thrown and as it travels. Nothing here knows a
 * transport beyond the table of {@link dev.landfall.protocol.error.ErrorKind}.
 */
@NullMarked
package dev.landfall.protocol.error;

import org.jspecify.annotations.NullMarked;
