package dev.landfall.formats.template;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.util.List;

/** The engine for Go's template language. */
final class GoTemplateEngine implements TemplateEngine {

    static final GoTemplateEngine INSTANCE = new GoTemplateEngine();

    @Override
    public Reading<Template> parse(String text, Places places) {
        var problems = new Problems();
        if (text.length() > MAX_LENGTH) {
            problems.add(places.at(0), "The template is longer than " + MAX_LENGTH + " characters.");
            return problems.reading(() -> new GoTemplate(List.of()));
        }
        var nodes = new TemplateParser(text, places, problems).parse();
        return problems.reading(() -> new GoTemplate(nodes));
    }
}
