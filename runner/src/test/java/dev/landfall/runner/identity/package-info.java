@NullMarked
package dev.landfall.runner.identity;

import org.jspecify.annotations.NullMarked;
