package dev.landfall.protocol.job;

/**
 * Powers off the machine of a runner, by its supervisor, when the jobs that run have ended. The job itself ends when that has begun:
 * nobody is left who could report more.
 */
public record VmShutdownWork() implements RunnerWork {

    public static final String KIND = "vm-shutdown";

    @Override
    public String kindName() {
        return KIND;
    }

    /** A runner that starts anew takes back what its supervisor has not yet begun. */
    @Override
    public DisconnectPolicy disconnectPolicy() {
        return DisconnectPolicy.STOP;
    }
}
