@NullMarked
package dev.landfall.testkit.wakeup;

import org.jspecify.annotations.NullMarked;
