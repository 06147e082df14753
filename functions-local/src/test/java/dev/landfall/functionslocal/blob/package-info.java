@NullMarked
package dev.landfall.functionslocal.blob;

import org.jspecify.annotations.NullMarked;
