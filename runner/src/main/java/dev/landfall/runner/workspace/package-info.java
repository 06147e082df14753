/**
 * The runner's work folder and the workspaces of attempts in it: made before, removed after, whatever the job did to them. What
 * is put into a workspace is not known here.
 */
@NullMarked
package dev.landfall.runner.workspace;

import org.jspecify.annotations.NullMarked;
