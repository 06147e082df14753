@NullMarked
package dev.landfall.protocol.signature;

import org.jspecify.annotations.NullMarked;
