/** Secret values in an encrypted file. The key is in a file of its own; no value ever leaves but to who asks for it. */
@NullMarked
package dev.landfall.functionslocal.secret;

import org.jspecify.annotations.NullMarked;
