@NullMarked
package dev.landfall.cli.source;

import org.jspecify.annotations.NullMarked;
