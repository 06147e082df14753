package dev.landfall.stacktemplates.aws;

import dev.landfall.stacktemplates.model.StackModel;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of a stack's runner that hold on every host. */
public final class RunnerEnvironment {

    private RunnerEnvironment() {}

    public static SortedMap<String, String> of(StackModel model) {
        var drain = String.valueOf(model.runner().drain().toSeconds());
        var settings = new TreeMap<>(model.runner().settings());
        settings.put("LANDFALL_RUNNER_SERVER", model.controlPlane().address().toString());
        settings.put("LANDFALL_RUNNER_POOL", model.controlPlane().pool().value());
        settings.put("LANDFALL_RUNNER_ROOT_KEY", model.controlPlane().rootKey().text());
        settings.put("LANDFALL_RUNNER_IDENTITY", "aws");
        settings.put("LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS", drain);
        settings.put("LANDFALL_RUNNER_SCALE_IN_SECONDS", drain);
        return settings;
    }
}
