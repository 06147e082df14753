package dev.landfall.controlplane.logs;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.protocol.id.JobId;
import java.time.Duration;
import java.util.List;

/** The address of jobs' logs for people. */
public final class LogRoutes {

    private final ReadLog readLog;

    public LogRoutes(ReadLog readLog) {
        this.readLog = readLog;
    }

    public List<Route> routes() {
        return List.of(Route.get("/v1/jobs/{job}/logs", Access.READ, this::read)
                .query("after", "limit", "waitSeconds", "attempt"));
    }

    private ApiResponse read(Call call) {
        var attempt = call.query("attempt").map(text -> Math.max(1, call.queryInt("attempt", 1)));
        var query = new LogQuery(
                call.query("after"),
                call.queryInt("limit", LogQuery.DEFAULT_LINES),
                Duration.ofSeconds(call.queryInt("waitSeconds", 0)),
                attempt);
        return ApiResponse.ok(readLog.read(call.caller(Member.class).org(), new JobId(call.parameter("job")), query));
    }
}
