package dev.landfall.runner.fitness;

import dev.landfall.protocol.error.LandfallException;

/** Whoever replaces this machine when it is told that the machine is not well. */
public interface MachineGroup {

    /**
     * Says that this machine is not well. May be said again. Nothing happens when the machine is in no group.
     *
     * @throws LandfallException when it could not be said
     */
    void giveUp();
}
