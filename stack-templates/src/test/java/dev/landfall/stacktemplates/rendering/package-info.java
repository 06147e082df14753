@NullMarked
package dev.landfall.stacktemplates.rendering;

import org.jspecify.annotations.NullMarked;
