@NullMarked
package dev.landfall.testkit.secret;

import org.jspecify.annotations.NullMarked;
