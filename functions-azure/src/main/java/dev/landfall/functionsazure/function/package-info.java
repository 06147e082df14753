/** The functions that Azure calls: a platform event in, a use case, a reply out. No decision is made here. */
@NullMarked
package dev.landfall.functionsazure.function;

import org.jspecify.annotations.NullMarked;
