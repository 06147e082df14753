/** {@code landfall keys}: the offline root key, and the keys that it certifies. No private key is printed or sent. */
@NullMarked
package dev.landfall.cli.keys;

import org.jspecify.annotations.NullMarked;
