package dev.landfall.controlplane.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void countersAndGaugesAreShownWithTheirLabels() {
        metrics.counter("landfall_jobs_total", "Jobs", "kind", "ci").add(2);
        metrics.gauge("landfall_queue", "Depth", "pool", "a\"b\\c\n").set(7);
        assertEquals("""
                # HELP landfall_jobs_total Jobs
                # TYPE landfall_jobs_total counter
                landfall_jobs_total{kind="ci"} 2
                # HELP landfall_queue Depth
                # TYPE landfall_queue gauge
                landfall_queue{pool="a\\"b\\\\c\\n"} 7
                """, metrics.render());
    }

    @Test
    void timingsAreCumulativeHistograms() {
        var timing = metrics.timing("landfall_pick_up_seconds", "Pick-up");
        timing.record(Duration.ofMillis(7));
        timing.record(Duration.ofMillis(70));
        timing.record(Duration.ofHours(2));
        var text = metrics.render();
        assertTrue(text.contains("landfall_pick_up_seconds_bucket{le=\"0.005\"} 0\n"), text);
        assertTrue(text.contains("landfall_pick_up_seconds_bucket{le=\"0.01\"} 1\n"), text);
        assertTrue(text.contains("landfall_pick_up_seconds_bucket{le=\"0.1\"} 2\n"), text);
        assertTrue(text.contains("landfall_pick_up_seconds_bucket{le=\"+Inf\"} 3\n"), text);
        assertTrue(text.contains("landfall_pick_up_seconds_count 3\n"), text);
    }

    @Test
    void theSameNameAndLabelsAreTheSameMeter() {
        assertSame(metrics.counter("a_total", "A", "k", "v"), metrics.counter("a_total", "A", "k", "v"));
    }
}
