package dev.landfall.runner.aws;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** What a runner asks of EC2 Auto Scaling ("SetInstanceHealth" in its API reference), without an SDK. Thread-safe. */
public final class AutoScaling {

    private final AwsQuery query;
    private final AwsSurroundings surroundings;

    /** @param clock the time by which requests are signed; AWS refuses what is off by more than 15 minutes */
    public AutoScaling(HttpTransport transport, AwsSurroundings surroundings, InstantSource clock) {
        this.query = new AwsQuery(transport, surroundings, "autoscaling", clock);
        this.surroundings = surroundings;
    }

    /**
     * Has the group of an instance replace it, also within its first minutes.
     *
     * @throws LandfallException FORBIDDEN with AWS's own sentence when it refuses, INVALID when the instance is in no group,
     *     UNAVAILABLE when it does not answer
     */
    public void setUnhealthy(String instance) {
        query.send(
                surroundings.autoScaling(),
                new TreeMap<>(Map.of(
                        "Action", "SetInstanceHealth",
                        "Version", "2011-01-01",
                        "InstanceId", instance,
                        "HealthStatus", "Unhealthy",
                        "ShouldRespectGracePeriod", "false")));
    }
}
