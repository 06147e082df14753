package dev.landfall.formats.ci;

import dev.landfall.formats.problem.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All CI jobs that a commit defines.
 *
 * @param jobs in an order in which each comes after those that it depends on
 */
public record CiDefinitions(List<CiJob> jobs) {

    /** Folders whose {@code *.yaml} and {@code *.yml} files, not those below, define jobs. */
    public static final List<String> FOLDERS = List.of(".landfall/jobs", ".reactorcide/jobs");

    public CiDefinitions {
        jobs = List.copyOf(jobs);
    }

    /** Whether a file of a repository defines a job. */
    public static boolean isDefinition(String path) {
        var slash = path.lastIndexOf('/');
        return slash > 0
                && FOLDERS.contains(path.substring(0, slash))
                && (path.endsWith(".yaml") || path.endsWith(".yml"));
    }

    /**
     * Reads definitions. Files that define no job are left out of account.
     *
     * @param files path in the repository to contents; at most 500 definitions of at most 256 KiB
     */
    public static Reading<CiDefinitions> read(Map<String, byte[]> files) {
        return new CiReader(files).read();
    }

    /**
     * The jobs that an event starts, in order. Dependencies on jobs that it does not start are dropped.
     *
     * @param changedPaths null when unknown: then path filters let everything pass
     */
    public List<CiJob> startedBy(String event, String branch, @Nullable List<String> changedPaths) {
        var started = jobs.stream()
                .filter(job -> job.matches(event, branch, changedPaths))
                .toList();
        var names = new HashSet<String>();
        started.forEach(job -> names.add(job.name()));
        var result = new ArrayList<CiJob>();
        for (var job : started) {
            result.add(job.withDependsOn(
                    job.dependsOn().stream().filter(names::contains).toList()));
        }
        return List.copyOf(result);
    }
}
