@NullMarked
package dev.landfall.testkit.records;

import org.jspecify.annotations.NullMarked;
