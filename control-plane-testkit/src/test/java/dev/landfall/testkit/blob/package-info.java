@NullMarked
package dev.landfall.testkit.blob;

import org.jspecify.annotations.NullMarked;
