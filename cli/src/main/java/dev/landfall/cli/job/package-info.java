/** {@code landfall job}: jobs of installs and projects. Nothing here decides; it shows what the control plane says. */
@NullMarked
package dev.landfall.cli.job;

import org.jspecify.annotations.NullMarked;
