package dev.landfall.runner.time;

/** A clock that never goes back and that nobody sets: for deadlines, ages and limits. */
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since some fixed moment; only differences mean something. */
    long nanos();

    /** The machine's own. */
    static Ticker system() {
        return System::nanoTime;
    }
}
