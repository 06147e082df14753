/** A graph of steps and how it advances: values, the pure decisions over them, and the use cases that people call. What the steps of one kind of workflow do is told by its {@link dev.landfall.controlplane.workflow.WorkflowRules}. */
@NullMarked
package dev.landfall.controlplane.workflow;

import org.jspecify.annotations.NullMarked;
