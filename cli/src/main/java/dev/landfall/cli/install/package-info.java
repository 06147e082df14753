/** {@code landfall install}: installs of an app and what is done to them. Nothing here decides; the control plane does. */
@NullMarked
package dev.landfall.cli.install;

import org.jspecify.annotations.NullMarked;
