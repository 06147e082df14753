/** The contracts of the ports once more, on LocalStack. */
@NullMarked
package dev.landfall.functionsaws.localstack;

import org.jspecify.annotations.NullMarked;
