/** Tests of the functions and their definitions. */
@NullMarked
package dev.landfall.functionsazure.function;

import org.jspecify.annotations.NullMarked;
