/** {@code landfall release}: signs what the build made. Nothing is sent anywhere. */
@NullMarked
package dev.landfall.cli.release;

import org.jspecify.annotations.NullMarked;
