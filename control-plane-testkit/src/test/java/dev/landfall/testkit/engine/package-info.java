/** The engine's use cases on the in-memory fakes and a clock that is moved by hand. Tests only. */
@NullMarked
package dev.landfall.testkit.engine;

import org.jspecify.annotations.NullMarked;
