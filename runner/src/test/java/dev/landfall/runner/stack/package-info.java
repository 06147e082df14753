@NullMarked
package dev.landfall.runner.stack;

import org.jspecify.annotations.NullMarked;
