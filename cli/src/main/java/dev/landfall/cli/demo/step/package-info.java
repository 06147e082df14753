/** The steps of the demo, one class each. No step knows another one. */
@NullMarked
package dev.landfall.cli.demo.step;

import org.jspecify.annotations.NullMarked;
