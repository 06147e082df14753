package dev.landfall.cli.job;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.time.Pause;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a job's log from its start, page by page, each line once. While following, a server that does not answer is
 * asked again for {@value #MAX_OUTAGE_SECONDS} seconds.
 */
public final class LogReader {

    private static final int PAGE_LINES = 1000;
    private static final int WAIT_SECONDS = 20;
    private static final int MAX_OUTAGE_SECONDS = 600;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final ApiClient api;
    private final String job;
    private final @Nullable Integer attempt;
    private @Nullable String cursor;
    private int failures;

    public LogReader(ApiClient api, String job, @Nullable Integer attempt) {
        this.api = api;
        this.job = job;
        this.attempt = attempt;
    }

    /**
     * @param follow whether to wait for more until the log has ended; otherwise what is there
     * @param line takes {@code {at, stream, text}}
     */
    public void read(boolean follow, Consumer<JsonNode> line) {
        while (true) {
            var page = page(follow);
            page.path("lines").forEach(line);
            cursor = page.path("next").asString(cursor);
            var drained = page.path("lines").isEmpty();
            if (page.path("end").asBoolean(false) || (drained && !follow)) {
                return;
            }
        }
    }

    private JsonNode page(boolean follow) {
        while (true) {
            try {
                var page = api.get(address(follow), Duration.ofSeconds(WAIT_SECONDS));
                failures = 0;
                return page;
            } catch (LandfallException e) {
                retryOrThrow(e, follow);
            }
        }
    }

    private void retryOrThrow(LandfallException failure, boolean follow) {
        failures++;
        if (!follow || !failure.kind().retryable() || failures > MAX_OUTAGE_SECONDS) {
            throw failure;
        }
        Pause.of(BETWEEN_TRIES);
    }

    private ApiPath address(boolean follow) {
        return ApiPath.of("/v1/jobs/{}/logs", job)
                .with("after", cursor)
                .with("limit", PAGE_LINES)
                .with("waitSeconds", follow ? WAIT_SECONDS : null)
                .with("attempt", attempt);
    }
}
