@NullMarked
package dev.landfall.stacktemplates.cloudformation;

import org.jspecify.annotations.NullMarked;
