/** Files that are whole and durable once written. No content has a meaning here. */
@NullMarked
package dev.landfall.functionslocal.file;

import org.jspecify.annotations.NullMarked;
