@NullMarked
package dev.landfall.stacktemplates.translation;

import org.jspecify.annotations.NullMarked;
