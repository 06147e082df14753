package dev.landfall.functionsaws.lambda;

import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.Ports;
import dev.landfall.testkit.blob.InMemoryBlobs;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.secret.InMemorySecretStore;
import dev.landfall.testkit.signing.InMemorySigner;
import dev.landfall.testkit.time.ManualClock;
import dev.landfall.testkit.time.SequentialIds;
import dev.landfall.testkit.wakeup.InMemoryWakeUp;

/** A deployed control plane on fakes. */
final class FakeDeployment {

    final ManualClock clock = new ManualClock();
    final InMemoryJobQueues queues = new InMemoryJobQueues(clock);
    final DeployedControlPlane deployed = new DeployedControlPlane(this::parts);

    int made;

    private DeployedControlPlane.Parts parts() {
        made++;
        return new DeployedControlPlane.Parts(ports(), ControlPlaneConfig.standard());
    }

    private Ports ports() {
        return new Ports(
                new InMemoryRecords(clock),
                queues,
                new InMemoryBlobs(clock),
                new InMemorySecretStore(),
                new InMemorySigner(clock),
                new InMemoryWakeUp(),
                clock,
                new SequentialIds());
    }
}
