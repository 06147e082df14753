@NullMarked
package dev.landfall.runner.fitness;

import org.jspecify.annotations.NullMarked;
