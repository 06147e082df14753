@NullMarked
package dev.landfall.protocol.identity;

import org.jspecify.annotations.NullMarked;
