@NullMarked
package dev.landfall.functionslocal.secret;

import org.jspecify.annotations.NullMarked;
