package dev.landfall.cli.workflow;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.output.Progress;
import dev.landfall.cli.time.Pause;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Looks at a workflow again and again and says what changed. A server that does not answer is asked again for
 * {@value #MAX_FAILED_LOOKS} looks: the workflow goes on without us.
 */
public final class WorkflowWatch {

    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
    private static final int MAX_FAILED_LOOKS = 600;
    private static final int QUICK_LOOKS = 40;
    private static final Duration QUICK = Duration.ofMillis(250);
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final ApiClient api;
    private final String workflow;
    private final Progress progress;
    private final Map<String, String> seen = new HashMap<>();
    private int looks;
    private int failures;

    public WorkflowWatch(ApiClient api, String workflow, Progress progress) {
        this.api = api;
        this.workflow = workflow;
        this.progress = progress;
    }

    public static boolean ended(JsonNode workflow) {
        return ENDED.contains(workflow.path("status").asString(""));
    }

    public static boolean awaitsApproval(JsonNode workflow) {
        return !Approvals.of(workflow).isEmpty();
    }

    /** Waits until the workflow is as wanted, or has ended; gives it as it then is. */
    public JsonNode until(Predicate<JsonNode> wanted) {
        while (true) {
            var view = look();
            view.path("steps").forEach(this::tell);
            if (wanted.test(view) || ended(view)) {
                return view;
            }
            wait(view);
        }
    }

    private JsonNode look() {
        while (true) {
            try {
                var view = api.get(ApiPath.of("/v1/workflows/{}", workflow));
                failures = 0;
                return view;
            } catch (LandfallException e) {
                if (!e.kind().retryable() || ++failures > MAX_FAILED_LOOKS) {
                    throw e;
                }
                progress.waiting("The server does not answer; the workflow goes on. Trying again…");
                Pause.of(SLOW);
            }
        }
    }

    private void tell(JsonNode step) {
        var name = Approvals.name(step);
        var status = step.path("status").asString("");
        if (!status.equals(seen.put(name, status)) && !status.equals("pending")) {
            var reason = step.path("reason").asString("");
            progress.change(name + ": " + status + (reason.isEmpty() ? "" : " (" + reason + ")"));
        }
    }

    private void wait(JsonNode view) {
        for (var step : view.path("steps")) {
            if (step.path("status").asString("").equals("running")) {
                progress.waiting("… " + Approvals.name(step));
            }
        }
        Pause.of(looks++ < QUICK_LOOKS ? QUICK : SLOW);
    }
}
