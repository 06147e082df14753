package dev.landfall.controlplane;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.outbound.JdkOutbound;
import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.controlplane.wakeup.WakeUp;
import java.time.InstantSource;

/** Everything outside that the control plane uses. */
public record Ports(
        Records records,
        JobQueues queues,
        Blobs blobs,
        SecretStore secrets,
        Signer signer,
        WakeUp wakeUp,
        InstantSource clock,
        Ids ids,
        Outbound outbound) {

    /** With requests to the outside by the JDK's own client. */
    public Ports(
            Records records,
            JobQueues queues,
            Blobs blobs,
            SecretStore secrets,
            Signer signer,
            WakeUp wakeUp,
            InstantSource clock,
            Ids ids) {
        this(records, queues, blobs, secrets, signer, wakeUp, clock, ids, new JdkOutbound());
    }
}
