package dev.landfall.stacktemplates.azure;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import java.util.Optional;

/** Where a stack on Azure goes. */
public final class AzureTarget {

    private AzureTarget() {}

    /** Of a stack; empty, with the problem noted, when it is not for Azure or its runner has no place there. */
    public static Optional<Target.Azure> of(StackModel model, Problems problems) {
        if (!(model.target() instanceof Target.Azure target)) {
            problems.add(
                    Location.startOf("stack.toml"),
                    "This stack is not for Azure; render it in a language of its cloud.");
            return Optional.empty();
        }
        if (model.host() instanceof RunnerHost.ContainerService) {
            problems.add(
                    Location.startOf("runner.toml"),
                    "On Azure a stack's runner is a machine (kind = \"vm\") or stands in the customer's AKS cluster"
                            + " (kind = \"cluster\"); containers without machines are of AWS alone.");
            return Optional.empty();
        }
        return Optional.of(target);
    }

    static IllegalStateException noContainers() {
        return new IllegalStateException("A stack on Azure has no containers without machines.");
    }
}
