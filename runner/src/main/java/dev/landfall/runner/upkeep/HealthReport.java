package dev.landfall.runner.upkeep;

import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a health check found.
 *
 * @param version of the runner's program
 * @param uptime of the runner's process
 */
public record HealthReport(String version, Duration uptime, List<Check> checks) {

    public HealthReport {
        checks = List.copyOf(checks);
    }

    public boolean healthy() {
        return checks.stream().allMatch(Check::well);
    }

    /** A success when all is well, otherwise a failure that names what is not; its outputs are the whole report. */
    public JobResult result() {
        return new JobResult(
                healthy() ? JobOutcome.SUCCEEDED : JobOutcome.FAILED, null, reason(), false, List.of(), 0, outputs());
    }

    private String reason() {
        return checks.stream()
                .filter(check -> !check.well())
                .map(check -> check.name() + ": " + check.detail())
                .collect(Collectors.joining("; "));
    }

    private ResultDetail outputs() {
        return new ResultDetail.Outputs(Map.of(
                "healthy", value(healthy()),
                "version", value(version),
                "uptimeSeconds", value(uptime.toSeconds()),
                "checks", value(checks)));
    }

    private static OutputValue value(Object value) {
        return new OutputValue(null, Json.mapper().valueToTree(value), null);
    }
}
