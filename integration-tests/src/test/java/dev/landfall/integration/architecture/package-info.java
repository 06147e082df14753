/** The map of modules and packages, held against the compiled classes. No test here runs any of them. */
@NullMarked
package dev.landfall.integration.architecture;

import org.jspecify.annotations.NullMarked;
