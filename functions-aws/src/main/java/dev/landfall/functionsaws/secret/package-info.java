/** Secret values in Secrets Manager. No value leaves this package but to its caller. */
@NullMarked
package dev.landfall.functionsaws.secret;

import org.jspecify.annotations.NullMarked;
