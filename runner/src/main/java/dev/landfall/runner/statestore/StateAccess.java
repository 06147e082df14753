package dev.landfall.runner.statestore;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.state.StateStore;
import dev.landfall.runner.aws.RoleRequest;
import dev.landfall.runner.identity.aws.SessionOfJob;

/**
 * As whom a job reaches its customer's store. It holds no credential, so that it may be noted on the disk for the process that saves the
 * state of a killed apply.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StateAccess.OfBucket.class, name = "aws-bucket"),
    @JsonSubTypes.Type(value = StateAccess.OfContainer.class, name = "azure-container"),
})
public sealed interface StateAccess {

    /** @param role of the job's operation */
    record OfBucket(StateStore.AwsBucket store, RoleRequest role) implements StateAccess {}

    /** @param clientId of the managed identity of the job's operation */
    record OfContainer(StateStore.AzureContainer store, String clientId) implements StateAccess {}

    /**
     * @throws LandfallException INVALID when the job's identity is not one of the store's cloud
     */
    static StateAccess of(StateStore store, JobSpec spec) {
        return switch (store) {
            case StateStore.AwsBucket bucket -> {
                if (spec.identity() instanceof JobIdentity.AwsRole role) {
                    yield new OfBucket(bucket, SessionOfJob.of(role.whole(), spec));
                }
                throw unreachable("the bucket " + bucket.bucket(), "a role of AWS");
            }
            case StateStore.AzureContainer container -> {
                if (spec.identity() instanceof JobIdentity.AzureManagedIdentity identity) {
                    yield new OfContainer(container, identity.clientId());
                }
                throw unreachable("the storage account " + container.account(), "a managed identity of Azure");
            }
        };
    }

    private static LandfallException unreachable(String where, String what) {
        return LandfallException.invalid("The state is in " + where + ", which this job cannot reach: it needs " + what
                + ". Give its operation one.");
    }
}
