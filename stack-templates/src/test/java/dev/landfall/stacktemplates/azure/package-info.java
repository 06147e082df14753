@NullMarked
package dev.landfall.stacktemplates.azure;

import org.jspecify.annotations.NullMarked;
