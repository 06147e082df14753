package dev.landfall.controlplane.project;

import java.util.LinkedHashMap;
import java.util.Map;

/** The variables that every CI job finds, under our names and under Reactorcide's; a job's own win. */
final class CiEnvironment {

    private CiEnvironment() {}

    static Map<String, String> of(Project project, CiStart start) {
        var env = new LinkedHashMap<String, String>();
        env.put("CI", "true");
        env.put("LANDFALL_PROJECT", project.name());
        put(env, "REPOSITORY", "REPO", project.repository());
        put(env, "EVENT", "EVENT_TYPE", start.event());
        var branch = start.branch();
        if (branch != null) {
            put(env, "BRANCH", "BRANCH", branch);
        }
        var commit = start.commit();
        if (commit != null) {
            put(env, "COMMIT", "SHA", commit);
        }
        return env;
    }

    private static void put(Map<String, String> env, String ours, String theirs, String value) {
        env.put("LANDFALL_" + ours, value);
        env.put("REACTORCIDE_" + theirs, value);
    }
}
