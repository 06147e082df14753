/** Azurite for the tests of this module, reached with tokens over TLS as Azure is. No test lives here. */
@NullMarked
package dev.landfall.functionsazure.azurite;

import org.jspecify.annotations.NullMarked;
