/** Tests of the package of the same name. Nothing of the product lives here. */
@NullMarked
package dev.landfall.functionsaws.host;

import org.jspecify.annotations.NullMarked;
