package dev.landfall.controlplane.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of one name, by their labels. */
record Family(String help, String type, Map<String, Object> meters) {
    Family(String help, String type) {
        this(help, type, new ConcurrentHashMap<>());
    }

    void render(String name, StringBuilder text) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        new TreeMap<>(meters).forEach((labels, meter) -> render(name, labels, meter, text));
    }

    private static void render(String name, String labels, Object meter, StringBuilder text) {
        if (meter instanceof Counter counter) {
            line(text, name, Labels.with(labels, ""), String.valueOf(counter.value()));
        } else if (meter instanceof Gauge gauge) {
            line(text, name, Labels.with(labels, ""), String.valueOf(gauge.value()));
        } else if (meter instanceof Timing timing) {
            render(name, labels, timing, text);
        }
    }

    private static void render(String name, String labels, Timing timing, StringBuilder text) {
        for (int i = 0; i < Timing.BOUNDS_SECONDS.size(); i++) {
            var bound = "le=\"" + Timing.BOUNDS_SECONDS.get(i) + "\"";
            line(text, name + "_bucket", Labels.with(labels, bound), String.valueOf(timing.atMost(i)));
        }
        line(text, name + "_bucket", Labels.with(labels, "le=\"+Inf\""), String.valueOf(timing.count()));
        line(text, name + "_sum", Labels.with(labels, ""), String.valueOf(timing.sumSeconds()));
        line(text, name + "_count", Labels.with(labels, ""), String.valueOf(timing.count()));
    }

    private static void line(StringBuilder text, String name, String labels, String value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }
}
