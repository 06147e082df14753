@NullMarked
package dev.landfall.functionslocal.signing;

import org.jspecify.annotations.NullMarked;
