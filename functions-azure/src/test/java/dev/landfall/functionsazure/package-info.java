/** Tests of the composition on Azure. */
@NullMarked
package dev.landfall.functionsazure;

import org.jspecify.annotations.NullMarked;
