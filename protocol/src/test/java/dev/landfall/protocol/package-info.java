@NullMarked
package dev.landfall.protocol;

import org.jspecify.annotations.NullMarked;
