package dev.landfall.protocol.job;

/** Lets a runner finish its jobs, take no new ones, and end. The job itself ends when that has begun. */
public record ShutdownWork() implements RunnerWork {

    public static final String KIND = "shutdown";

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public DisconnectPolicy disconnectPolicy() {
        return DisconnectPolicy.STOP;
    }
}
