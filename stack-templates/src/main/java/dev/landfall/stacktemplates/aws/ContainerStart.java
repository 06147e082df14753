package dev.landfall.stacktemplates.aws;

import dev.landfall.stacktemplates.model.StackModel;
import java.util.SortedMap;

/** How a container on Fargate becomes a runner. */
public final class ContainerStart {

    /** ECS waits at most so long between SIGTERM and SIGKILL on Fargate. */
    public static final int STOP_SECONDS = 120;

    /** The key of plans and the policy file become files that only the runner reads; the runner has no environment of either. */
    public static final String COMMAND = "umask 077; mkdir -p /var/lib/landfall; printf %s \"$PLAN_KEY_HEX\" | basenc"
            + " --base16 --decode >/var/lib/landfall/plan.key; [ -z \"$POLICY_BASE64\" ] || printf %s \"$POLICY_BASE64\" |"
            + " base64 --decode >/var/lib/landfall/policy.toml; unset PLAN_KEY_HEX POLICY_BASE64; exec"
            + " /opt/landfall/landfall runner start --dir /var/lib/landfall";

    private static final int END_BEFORE_STOP_SECONDS = 30;

    private ContainerStart() {}

    /** The runner's settings, but for {@code POLICY_BASE64}. */
    public static SortedMap<String, String> environment(StackModel model) {
        var settings = RunnerEnvironment.of(model);
        // what ECS leaves of a longer time for draining
        settings.put("LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS", String.valueOf(STOP_SECONDS - END_BEFORE_STOP_SECONDS));
        settings.put("LANDFALL_RUNNER_NOTICES", "none");
        return settings;
    }
}
