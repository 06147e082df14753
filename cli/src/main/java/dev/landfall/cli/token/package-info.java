/** {@code landfall token}: API tokens. The text of a token is shown once, when it is made. */
@NullMarked
package dev.landfall.cli.token;

import org.jspecify.annotations.NullMarked;
