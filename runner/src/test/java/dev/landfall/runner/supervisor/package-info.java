@NullMarked
package dev.landfall.runner.supervisor;

import org.jspecify.annotations.NullMarked;
