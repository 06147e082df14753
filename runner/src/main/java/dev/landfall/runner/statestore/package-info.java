/**
 * The stores in which customers keep Terraform's states: objects in S3 or blobs in Azure Storage, reached as the operation of a job. What is
 * the newest state, and who may write the next one, stays with the control plane.
 */
@NullMarked
package dev.landfall.runner.statestore;

import org.jspecify.annotations.NullMarked;
