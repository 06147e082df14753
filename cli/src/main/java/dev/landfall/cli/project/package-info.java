/** {@code landfall project}: repositories whose events start CI jobs. Nothing here reads a repository. */
@NullMarked
package dev.landfall.cli.project;

import org.jspecify.annotations.NullMarked;
