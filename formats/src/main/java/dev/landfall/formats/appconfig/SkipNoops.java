package dev.landfall.formats.appconfig;

/** {@code skip_noops}: a plan without changes is never applied here, so only {@code true} can be served. */
final class SkipNoops {

    private SkipNoops() {}

    static void check(Section section) {
        if (!section.flag("skip_noops").orElse(true)) {
            section.problem(
                    "skip_noops",
                    "'skip_noops = false' is not supported: a plan without changes is never applied. Remove it.");
        }
    }
}
