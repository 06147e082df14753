/**
 * Keeps jobs apart from each other, from the runner and from the machine's own identity: a user of their own, addresses that are
 * closed to it, folders that nobody else enters. What a job does, and which identity it has, is not known here.
 */
@NullMarked
package dev.landfall.runner.isolation;

import org.jspecify.annotations.NullMarked;
