package dev.landfall.controlplane.install;

import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.stack.InstallStack;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.stack.StackStatement;
import dev.landfall.protocol.state.StateStore;
import java.util.Optional;

/** Where the states of an install are: in the store that its stack made, for jobs that have an identity of the same cloud. */
final class CustomerState {

    private CustomerState() {}

    /** The same request; a Terraform job is told of the store. */
    static JobRequest keep(InstallStack stack, JobRequest request) {
        return request.work() instanceof TerraformWork work
                ? store(stack, request.identity())
                        .map(store -> request.with(work.keptIn(store)))
                        .orElse(request)
                : request;
    }

    private static Optional<StateStore> store(InstallStack stack, JobIdentity identity) {
        var statement = stack.statement();
        if (stack.status() != InstallStack.Status.ACTIVE || statement == null) {
            return Optional.empty();
        }
        return switch (identity) {
            case JobIdentity.AwsRole role ->
                statement instanceof StackStatement.Aws aws && aws.stateBucket() != null
                        ? Optional.of(new StateStore.AwsBucket(aws.region(), aws.stateBucket()))
                        : Optional.empty();
            case JobIdentity.AzureManagedIdentity managed ->
                statement instanceof StackStatement.Azure azure
                                && azure.stateAccount() != null
                                && azure.stateContainer() != null
                        ? Optional.of(new StateStore.AzureContainer(azure.stateAccount(), azure.stateContainer()))
                        : Optional.empty();
            case JobIdentity.None none -> Optional.empty();
            case JobIdentity.KubernetesServiceAccount account -> Optional.empty();
        };
    }
}
