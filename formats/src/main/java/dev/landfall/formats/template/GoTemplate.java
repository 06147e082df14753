package dev.landfall.formats.template;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A parsed text. */
final class GoTemplate implements Template {

    private final List<Node> nodes;

    GoTemplate(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    @Override
    public List<Reference> references() {
        return new ReferenceFinder().in(nodes);
    }

    @Override
    public Reading<JsonNode> render(JsonNode tree) {
        var problems = new Problems();
        var rendering = new Rendering(tree, problems);
        if (nodes.size() == 1 && nodes.getFirst() instanceof Node.Output only) {
            var value = rendering.value(only);
            return problems.reading(() -> value);
        }
        var text = rendering.text(nodes);
        return problems.reading(() -> JsonNodeFactory.instance.stringNode(text));
    }
}
