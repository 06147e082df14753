@NullMarked
package dev.landfall.functionslocal.time;

import org.jspecify.annotations.NullMarked;
