package dev.landfall.runner.kind.ci;

import dev.landfall.protocol.job.CiWork;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.source.Checkout;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The variables of a CI job: what the runner passes on, the job's own with its secrets, and what Landfall says about
 * the job. The latter also by the names that Reactorcide gives them.
 */
final class CiEnvironment {

    private CiEnvironment() {}

    static Map<String, String> of(
            CiWork work, Optional<Checkout> checkout, Map<String, String> passed, JobContext context) {
        var environment = new TreeMap<>(passed);
        environment.put("CI", "true");
        environment.putAll(context.secrets().resolve(work.env()));
        var sourceFolder = context.folders().source().toString();
        environment.put("LANDFALL_SOURCE_DIR", sourceFolder);
        environment.put("LANDFALL_JOB_ID", context.spec().job().value());
        environment.put("LANDFALL_JOB_NAME", work.name());
        environment.put("REACTORCIDE_JOB_ID", context.spec().job().value());
        environment.put("REACTORCIDE_IN_CONTAINER", "false");
        environment.put("REACTORCIDE_CODE_DIR", sourceFolder);
        environment.put("REACTORCIDE_JOB_DIR", sourceFolder);
        checkout.ifPresent(found -> commit(work, found, environment));
        twin(environment, "LANDFALL_BRANCH", "REACTORCIDE_BRANCH");
        twin(environment, "LANDFALL_EVENT", "REACTORCIDE_EVENT_TYPE");
        return environment;
    }

    private static void commit(CiWork work, Checkout checkout, Map<String, String> environment) {
        environment.put("LANDFALL_COMMIT", checkout.commit());
        environment.put("REACTORCIDE_SHA", checkout.commit());
        environment.put("REACTORCIDE_SOURCE_TYPE", "git");
        environment.put("REACTORCIDE_SOURCE_REF", checkout.commit());
        var source = work.source();
        if (source != null) {
            environment.put("LANDFALL_REPOSITORY", source.url());
            environment.put("REACTORCIDE_REPO", source.url());
            environment.put("REACTORCIDE_SOURCE_URL", source.url());
        }
    }

    private static void twin(Map<String, String> environment, String from, String to) {
        var value = environment.get(from);
        if (value != null) {
            environment.putIfAbsent(to, value);
        }
    }
}
