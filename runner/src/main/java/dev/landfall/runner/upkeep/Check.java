package dev.landfall.runner.upkeep;

/**
 * One line of a health report.
 *
 * @param name what was looked at: {@code disk}, {@code clock}, …
 * @param detail one sentence for people: what was found and, when it is not well, what to do
 */
public record Check(String name, boolean well, String detail) {

    static Check well(String name, String detail) {
        return new Check(name, true, detail);
    }

    static Check ill(String name, String detail) {
        return new Check(name, false, detail);
    }
}
