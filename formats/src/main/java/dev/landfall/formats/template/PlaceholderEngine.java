package dev.landfall.formats.template;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.util.List;

/** The engine for placeholders. */
final class PlaceholderEngine implements TemplateEngine {

    static final PlaceholderEngine INSTANCE = new PlaceholderEngine();

    @Override
    public Reading<Template> parse(String text, Places places) {
        var problems = new Problems();
        if (text.length() > MAX_LENGTH) {
            problems.add(places.at(0), "The template is longer than " + MAX_LENGTH + " characters.");
            return problems.reading(() -> new PlaceholderTemplate(List.of()));
        }
        var parts = new TemplateParser(text, places, problems).parse();
        return problems.reading(() -> new PlaceholderTemplate(parts));
    }
}
