package dev.landfall.protocol.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a job does. The member {@code kind} tells the alternatives apart on the wire. A new kind does not compile until
 * every switch handles it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TerraformWork.class, name = TerraformWork.KIND),
    @JsonSubTypes.Type(value = ActionWork.class, name = ActionWork.KIND),
    @JsonSubTypes.Type(value = EvaluateWork.class, name = EvaluateWork.KIND),
    @JsonSubTypes.Type(value = CiWork.class, name = CiWork.KIND),
    @JsonSubTypes.Type(value = HealthCheckWork.class, name = HealthCheckWork.KIND),
    @JsonSubTypes.Type(value = ShutdownWork.class, name = ShutdownWork.KIND),
    @JsonSubTypes.Type(value = UpdateWork.class, name = UpdateWork.KIND),
    @JsonSubTypes.Type(value = VmShutdownWork.class, name = VmShutdownWork.KIND),
})
public sealed interface JobWork permits TerraformWork, ActionWork, EvaluateWork, CiWork, RunnerWork {

    /** The name that policies, capabilities and listings use: {@code terraform}, {@code action}, … */
    String kindName();

    /** What becomes of an attempt whose runner is not heard of for longer than the grace. */
    DisconnectPolicy disconnectPolicy();
}
