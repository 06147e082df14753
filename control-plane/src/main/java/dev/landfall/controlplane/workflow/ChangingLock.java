package dev.landfall.controlplane.workflow;

import dev.landfall.protocol.id.WorkflowId;

/** Names the one workflow that changes a partition. */
record ChangingLock(WorkflowId workflow) {}
