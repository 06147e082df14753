package dev.landfall.integration.bench;

import java.util.Locale;

/**
 * A measured value.
 *
 * @param baseline what stands beside it, measured in the same run; empty for nothing
 */
record Figure(String name, double value, String unit, Target target, String baseline) {

    /** What the value has to reach, in the figure's unit. */
    sealed interface Target {

        boolean met(double value);
    }

    record AtMost(double bound) implements Target {

        @Override
        public boolean met(double value) {
            return value <= bound;
        }

        @Override
        public String toString() {
            return "≤ " + number(bound);
        }
    }

    record AtLeast(double bound) implements Target {

        @Override
        public boolean met(double value) {
            return value >= bound;
        }

        @Override
        public String toString() {
            return "≥ " + number(bound);
        }
    }

    boolean met() {
        return target.met(value);
    }

    String line() {
        return name + ": " + number(value) + " " + unit + " (" + target + (met() ? "" : ", MISSED")
                + (baseline.isEmpty() ? ")" : "; " + baseline + ")");
    }

    /** Three digits that say something. */
    static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
