@NullMarked
package dev.landfall.testkit.signing;

import org.jspecify.annotations.NullMarked;
