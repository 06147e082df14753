@NullMarked
package dev.landfall.functionslocal.wakeup;

import org.jspecify.annotations.NullMarked;
