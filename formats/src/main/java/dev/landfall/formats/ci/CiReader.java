package dev.landfall.formats.ci;

import dev.landfall.formats.dependency.DependencyOrder;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads all definitions of a commit and checks them against each other. */
final class CiReader {

    private static final int MAX_FILES = 500;

    private final Map<String, byte[]> files;
    private final Problems problems = new Problems();

    CiReader(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
        this.files.keySet().removeIf(path -> !CiDefinitions.isDefinition(path));
    }

    Reading<CiDefinitions> read() {
        if (files.size() > MAX_FILES) {
            problems.add(
                    Location.startOf(CiDefinitions.FOLDERS.getFirst()),
                    "There are " + files.size() + " job definitions; at most " + MAX_FILES + " are read.");
            return problems.reading(() -> new CiDefinitions(List.of()));
        }
        var jobs = new LinkedHashMap<String, CiJob>();
        files.forEach((path, bytes) -> new JobFile(path, problems).read(bytes).ifPresent(job -> add(jobs, job)));
        jobs.values().forEach(job -> checkDependencies(job, jobs.keySet()));
        var order = order(jobs);
        return problems.reading(
                () -> new CiDefinitions(order.stream().map(jobs::get).toList()));
    }

    private void add(Map<String, CiJob> jobs, CiJob job) {
        var other = jobs.putIfAbsent(job.name(), job);
        if (other != null) {
            problems.add(
                    job.at(),
                    "The job '" + job.name() + "' is already defined at " + other.at() + "; give it another name.");
        }
    }

    private void checkDependencies(CiJob job, Set<String> names) {
        for (var needed : job.dependsOn()) {
            if (!names.contains(needed)) {
                problems.add(
                        job.at(),
                        "The job '" + job.name() + "' depends on '" + needed + "', which is not defined"
                                + Nearest.hint(needed, names));
            }
        }
    }

    private List<String> order(Map<String, CiJob> jobs) {
        var needs = new TreeMap<String, Set<String>>();
        jobs.forEach((name, job) -> needs.put(name, new TreeSet<>(job.dependsOn())));
        return switch (DependencyOrder.of(needs)) {
            case DependencyOrder.Sorted sorted -> new ArrayList<>(sorted.names());
            case DependencyOrder.Cycle cycle -> {
                var first = cycle.path().getFirst();
                jobs.values().stream()
                        .filter(job -> job.name().equals(first))
                        .forEach(job -> problems.add(
                                job.at(),
                                "The jobs depend on each other in a circle: " + cycle
                                        + ". Remove one of the dependencies."));
                yield List.of();
            }
        };
    }
}
