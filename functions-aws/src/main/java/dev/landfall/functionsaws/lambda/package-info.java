/**
 * Lambda's handlers, one class per trigger, and the codec of the events and replies that the platform exchanges with them. No
 * decision about orgs, jobs or runners belongs here: every event goes to the control plane as it is.
 */
@NullMarked
package dev.landfall.functionsaws.lambda;

import org.jspecify.annotations.NullMarked;
