/** Puts another version of the runner in its place, and the old one back when the new one does not prove itself. No job runs here. */
@NullMarked
package dev.landfall.runner.supervisor;

import org.jspecify.annotations.NullMarked;
