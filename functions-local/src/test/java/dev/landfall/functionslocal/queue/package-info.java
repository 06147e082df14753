@NullMarked
package dev.landfall.functionslocal.queue;

import org.jspecify.annotations.NullMarked;
