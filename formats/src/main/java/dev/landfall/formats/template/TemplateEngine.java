package dev.landfall.formats.template;

import dev.landfall.formats.problem.Reading;

/** Reads templates of one language. Thread-safe. */
public interface TemplateEngine {

    /** Longer texts are refused. */
    int MAX_LENGTH = 1 << 20;

    /**
     * Parses a text.
     *
     * @param places where in the file an offset of the text stands
     */
    Reading<Template> parse(String text, Places places);

    /**
     * Go's template language (package text/template) with the functions of sprig whose value depends on their arguments alone. Fields of
     * the outermost dot start with {@code .nuon} or {@code .landfall}: one tree, two names. Other than in Go, names may have hyphens,
     * {@code default}, {@code coalesce} and {@code empty} take names that are not there, a call that goes wrong is a problem and never
     * part of the text, and lists and tables are written as JSON. {@code define}, {@code template} and {@code block} are refused. One
     * rendering takes at most {@value Budget#MAX_STEPS} steps and makes texts of at most {@value #MAX_LENGTH} characters.
     */
    static TemplateEngine go() {
        return GoTemplateEngine.INSTANCE;
    }
}
