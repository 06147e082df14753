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
     * Placeholders in the notation of Go's text/template: {@code {{.nuon.a.b}}} or {@code {{.landfall.a.b}}} (one tree, two names), trim
     * markers, comments, literals, pipelines of {@code default quote toJson upper lower trim b64enc}. Control structures are refused with
     * their place.
     */
    static TemplateEngine placeholders() {
        return PlaceholderEngine.INSTANCE;
    }
}
