@NullMarked
package dev.landfall.protocol.release;

import org.jspecify.annotations.NullMarked;
