package dev.landfall.stacktemplates.azure;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import java.util.Optional;

/** Where a stack on Azure goes and what its runner runs on: the only host that there is on Azure is a machine. */
public record AzureMachine(Target.Azure target, VmGroup host) {

    /** Of a stack; empty, with the problem noted, when it is not for a machine on Azure. */
    public static Optional<AzureMachine> of(StackModel model, Problems problems) {
        if (!(model.target() instanceof Target.Azure target)) {
            problems.add(
                    Location.startOf("stack.toml"),
                    "This stack is not for Azure; render it in a language of its cloud.");
            return Optional.empty();
        }
        if (!(model.host() instanceof VmGroup host)) {
            problems.add(
                    Location.startOf("runner.toml"),
                    "On Azure a stack's runner is a machine; a cluster gets its runner by the Helm chart.");
            return Optional.empty();
        }
        return Optional.of(new AzureMachine(target, host));
    }
}
