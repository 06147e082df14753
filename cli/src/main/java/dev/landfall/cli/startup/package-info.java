/** The training run for the start-up cache. Nothing here runs in production. */
@NullMarked
package dev.landfall.cli.startup;

import org.jspecify.annotations.NullMarked;
