@NullMarked
package dev.landfall.testkit.fault;

import org.jspecify.annotations.NullMarked;
