/** That the writer writes what it is given, and as {@code terraform fmt} would. */
@NullMarked
package dev.landfall.stacktemplates.hcl;

import org.jspecify.annotations.NullMarked;
