package dev.landfall.runner.fitness;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.aws.AutoScaling;
import dev.landfall.runner.aws.InstanceMetadata;

/** The Auto Scaling group of this instance: it ends an instance that is not well, with its lifecycle hook, and starts another. */
public final class AutoScalingGroup implements MachineGroup {

    private static final String STATE = "/latest/meta-data/autoscaling/target-lifecycle-state";
    private static final String ID = "/latest/meta-data/instance-id";

    private final InstanceMetadata metadata;
    private final AutoScaling scaling;

    public AutoScalingGroup(InstanceMetadata metadata, AutoScaling scaling) {
        this.metadata = metadata;
        this.scaling = scaling;
    }

    @Override
    public void giveUp() {
        if (inGroup()) {
            scaling.setUnhealthy(metadata.get(ID).strip());
        }
    }

    private boolean inGroup() {
        try {
            return metadata.get(STATE).strip().equals("InService");
        } catch (LandfallException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
