package dev.landfall.integration.azure;

import dev.landfall.integration.azure.ServiceRequest.Service;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Requests by what they were for. */
public record RequestCounts(List<ServiceRequest> requests) {

    /** Steps of a job, in their order; what else there is belongs to no job. */
    private static final List<String> OF_A_JOB = List.of("webhook", "claim", "completion", "event lease");

    private static final List<String> BESIDE_JOBS = List.of("log chunk", "heartbeat");

    public RequestCounts {
        requests = List.copyOf(requests);
    }

    /** A step's writes of one service. */
    public long writes(String step, Service service) {
        return requests.stream()
                .filter(request -> request.step().equals(step) && request.service() == service && request.writes())
                .count();
    }

    public long reads(String step, Service service) {
        return requests.stream()
                .filter(request -> request.step().equals(step) && request.service() == service && !request.writes())
                .count();
    }

    /** From the webhook to the end, without heartbeats and log chunks. */
    public long writesOfJobs(Service service) {
        return OF_A_JOB.stream().mapToLong(step -> writes(step, service)).sum();
    }

    public long readsOfJobs(Service service) {
        return OF_A_JOB.stream().mapToLong(step -> reads(step, service)).sum();
    }

    /** What runners and webhooks cause, without those who only ask how a job is. */
    public RequestCounts withoutReaders() {
        return new RequestCounts(requests.stream()
                .filter(request -> OF_A_JOB.contains(request.step()) || BESIDE_JOBS.contains(request.step()))
                .toList());
    }

    /** {@code claim: table 2+2, queue 0+2; …}: reads and writes of each service in each step. */
    @Override
    public String toString() {
        return requests.stream()
                .collect(Collectors.groupingBy(ServiceRequest::step, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(step -> step.getKey() + ": " + services(step.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String services(List<ServiceRequest> requests) {
        Map<Service, long[]> counts = new TreeMap<>();
        for (var request : requests) {
            counts.computeIfAbsent(request.service(), service -> new long[2])[request.writes() ? 1 : 0]++;
        }
        return counts.entrySet().stream()
                .map(count -> count.getKey().name().toLowerCase(Locale.ROOT) + " " + count.getValue()[0] + "+"
                        + count.getValue()[1])
                .collect(Collectors.joining(", "));
    }
}
