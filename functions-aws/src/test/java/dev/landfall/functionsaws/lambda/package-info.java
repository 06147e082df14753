@NullMarked
package dev.landfall.functionsaws.lambda;

import org.jspecify.annotations.NullMarked;
