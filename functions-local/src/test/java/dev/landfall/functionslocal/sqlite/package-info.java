@NullMarked
package dev.landfall.functionslocal.sqlite;

import org.jspecify.annotations.NullMarked;
