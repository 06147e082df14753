@NullMarked
package dev.landfall.testkit.queue;

import org.jspecify.annotations.NullMarked;
