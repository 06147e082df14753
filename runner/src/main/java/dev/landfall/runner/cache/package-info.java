/**
 * What a runner keeps between jobs to save downloads, within named limits. Everything here can be removed at any time
 * between jobs and comes back by itself.
 */
@NullMarked
package dev.landfall.runner.cache;

import org.jspecify.annotations.NullMarked;
