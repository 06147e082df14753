/** Tests of the package of the same name. Nothing of the product lives here. */
@NullMarked
package dev.landfall.functionsaws.kms;

import org.jspecify.annotations.NullMarked;
