/** Which Landfall this is. Nothing here needs a server. */
@NullMarked
package dev.landfall.cli.version;

import org.jspecify.annotations.NullMarked;
