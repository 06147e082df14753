package dev.landfall.runner.kind.terraform;

import dev.landfall.runner.cache.PluginCache;
import dev.landfall.runner.plan.PlanCipher;
import dev.landfall.runner.source.Sources;
import dev.landfall.runner.statestore.StateStores;
import dev.landfall.runner.tool.InstalledTools;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;

/**
 * What all Terraform jobs of a runner share.
 *
 * @param passedEnvironment variables of the runner's own environment that jobs see too, such as proxy settings
 * @param lockTimeout how long a run waits for the lock of another
 */
public record TerraformEquipment(
        InstalledTools tools,
        Sources sources,
        PluginCache plugins,
        PlanCipher cipher,
        StateStores states,
        SecureRandom random,
        Map<String, String> passedEnvironment,
        Duration lockTimeout) {

    /** {@link #lockTimeout} where nothing else is said: a plan outlasts another plan of the same state. */
    public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofMinutes(2);

    public TerraformEquipment {
        passedEnvironment = Map.copyOf(passedEnvironment);
    }
}
