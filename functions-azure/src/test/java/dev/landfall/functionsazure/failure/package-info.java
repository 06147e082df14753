/** Tests of what Azure's refusals become. */
@NullMarked
package dev.landfall.functionsazure.failure;

import org.jspecify.annotations.NullMarked;
