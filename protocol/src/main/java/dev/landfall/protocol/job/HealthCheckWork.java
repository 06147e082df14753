package dev.landfall.protocol.job;

/** Reports what a runner has and what it lacks: disk, clock, tools, queue, control plane, version. */
public record HealthCheckWork() implements RunnerWork {

    public static final String KIND = "health-check";

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public DisconnectPolicy disconnectPolicy() {
        return DisconnectPolicy.STOP;
    }
}
