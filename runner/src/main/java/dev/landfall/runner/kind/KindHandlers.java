package dev.landfall.runner.kind;

import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.runner.cache.ArchiveCache;
import dev.landfall.runner.cache.PluginCache;
import dev.landfall.runner.job.HandledWork;
import dev.landfall.runner.job.JobHandlers;
import dev.landfall.runner.kind.action.ActionHandler;
import dev.landfall.runner.kind.ci.CiHandler;
import dev.landfall.runner.kind.evaluate.EvaluateHandler;
import dev.landfall.runner.kind.terraform.TerraformEquipment;
import dev.landfall.runner.kind.terraform.TerraformHandler;
import dev.landfall.runner.plan.KeyFilePlanCipher;
import dev.landfall.runner.source.ArchiveSource;
import dev.landfall.runner.source.GitSource;
import dev.landfall.runner.source.Sources;
import dev.landfall.runner.statestore.StateStores;
import dev.landfall.runner.tool.InstalledTools;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All kinds of jobs, with what they share. One instance per runner folder and process. Thread-safe. */
public final class KindHandlers implements JobHandlers {

    /** Name of the plan key's file in the runner's folder. */
    public static final String PLAN_KEY_FILE = "plan.key";

    /** What jobs see of the runner's own environment: how to reach the network, and what time and language it is. */
    private static final Set<String> PASSED = Set.of(
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "TZ",
            "LC_ALL");

    private final GitSource git;
    private final Sources sources;
    private final Map<String, String> passed;
    private final TerraformEquipment terraform;

    /**
     * @param runnerFolder where the plan key is
     * @param cacheFolder kept between jobs
     * @param environment the runner's own; jobs see the proxy settings, certificates, time zone and locale of it, and
     *     Terraform its {@code TF_CLI_CONFIG_FILE}
     */
    public KindHandlers(
            Path runnerFolder,
            Path cacheFolder,
            InstalledTools tools,
            Map<String, String> environment,
            StateStores states,
            InstantSource clock,
            SecureRandom random) {
        this.git = new GitSource(tools);
        this.sources = new Sources(new ArchiveSource(new ArchiveCache(cacheFolder.resolve("archives"), clock)), git);
        this.passed = passed(environment);
        this.terraform = new TerraformEquipment(
                tools,
                sources,
                new PluginCache(cacheFolder.resolve("terraform"), PluginCache.DEFAULT_LIMIT_BYTES),
                new KeyFilePlanCipher(runnerFolder.resolve(PLAN_KEY_FILE), random),
                states,
                random,
                withTerraformConfig(passed, environment),
                TerraformEquipment.DEFAULT_LOCK_TIMEOUT);
    }

    @Override
    public HandledWork<?> handlerFor(JobWork work) {
        return switch (work) {
            case TerraformWork module -> new HandledWork<>(new TerraformHandler(terraform), module);
            case ActionWork action -> new HandledWork<>(new ActionHandler(sources, passed), action);
            case EvaluateWork commit -> new HandledWork<>(new EvaluateHandler(git), commit);
            case CiWork job -> new HandledWork<>(new CiHandler(git, passed), job);
            case RunnerWork own -> throw new IllegalArgumentException(own.kindName() + " is no job of a workspace");
        };
    }

    private static Map<String, String> passed(Map<String, String> environment) {
        var passed = new TreeMap<>(environment);
        passed.keySet().retainAll(PASSED);
        return Map.copyOf(passed);
    }

    private static Map<String, String> withTerraformConfig(
            Map<String, String> passed, Map<String, String> environment) {
        var file = environment.get("TF_CLI_CONFIG_FILE");
        if (file == null) {
            return passed;
        }
        var all = new TreeMap<>(passed);
        all.put("TF_CLI_CONFIG_FILE", file);
        return all;
    }
}
