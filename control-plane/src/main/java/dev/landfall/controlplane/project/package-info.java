/**
 * CI projects: a repository, the events that start its jobs, and the rules of CI workflows. How an event arrives lives in
 * {@code webhook}, how a job runs in {@code job}.
 */
@NullMarked
package dev.landfall.controlplane.project;

import org.jspecify.annotations.NullMarked;
