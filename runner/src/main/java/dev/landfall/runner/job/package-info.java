/**
 * What a kind of job is to the runner: its handler's phases and what a handler may use while it runs. Nothing here
 * starts threads or processes, and no kind of job lives here.
 */
@NullMarked
package dev.landfall.runner.job;

import org.jspecify.annotations.NullMarked;
