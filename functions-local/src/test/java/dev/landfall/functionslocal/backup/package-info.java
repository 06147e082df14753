@NullMarked
package dev.landfall.functionslocal.backup;

import org.jspecify.annotations.NullMarked;
