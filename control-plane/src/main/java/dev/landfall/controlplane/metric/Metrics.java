package dev.landfall.controlplane.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All that is measured in one process, shown in Prometheus' text format (version 0.0.4). Names are
 * {@code landfall_…} with the unit or {@code total} last. Labels come in pairs of name and value; values must be few.
 * Thread-safe.
 */
public final class Metrics {
    private final Map<String, Family> families = new ConcurrentHashMap<>();

    public Counter counter(String name, String help, String... labels) {
        return meter(name, help, "counter", labels, Counter.class, Counter::new);
    }

    public Gauge gauge(String name, String help, String... labels) {
        return meter(name, help, "gauge", labels, Gauge.class, Gauge::new);
    }

    public Timing timing(String name, String help, String... labels) {
        return meter(name, help, "histogram", labels, Timing.class, Timing::new);
    }

    /** Everything in the text format, sorted by name. */
    public String render() {
        var text = new StringBuilder();
        new TreeMap<>(families).forEach((name, family) -> family.render(name, text));
        return text.toString();
    }

    private <M> M meter(String name, String help, String type, String[] labels, Class<M> kind, Supplier<M> make) {
        var family = families.computeIfAbsent(name, key -> new Family(help, type));
        return kind.cast(family.meters().computeIfAbsent(Labels.of(labels), key -> make.get()));
    }
}
