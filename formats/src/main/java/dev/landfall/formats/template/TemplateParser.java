package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/** Nests the pieces of a text: each {@code if}, {@code with} and {@code range} reaches to its {@code end}. Not thread-safe. */
final class TemplateParser {

    private static final int MAX_DEPTH = 50;
    private static final Set<String> DEFINITIONS = Set.of("define", "template", "block");

    private final List<Piece> pieces;
    private final Problems problems;
    private int next;
    private int depth;
    private int loops;
    private boolean tooDeep;

    TemplateParser(String text, Places places, Problems problems) {
        this.pieces = new PieceReader(text, places, problems).read();
        this.problems = problems;
    }

    List<Node> parse() {
        var scope = Names.outermost();
        var nodes = new ArrayList<Node>();
        while (next < pieces.size()) {
            nodes.addAll(nodes(scope));
            if (next < pieces.size() && pieces.get(next++) instanceof Piece.Action action) {
                problems.add(
                        action.at(),
                        "'" + action.words().keyword() + "' stands here without an 'if', 'with' or 'range' before it.");
            }
        }
        return nodes;
    }

    /** Up to an {@code else} or {@code end}, which stays, or up to the end of the text. */
    private List<Node> nodes(Names scope) {
        var nodes = new ArrayList<Node>();
        while (next < pieces.size()) {
            switch (pieces.get(next)) {
                case Piece.Plain plain -> {
                    nodes.add(new Node.Text(plain.text()));
                    next++;
                }
                case Piece.Action action -> {
                    if (isTurn(action)) {
                        return nodes;
                    }
                    next++;
                    action(action, scope, nodes);
                }
            }
        }
        return nodes;
    }

    private static boolean isTurn(Piece.Action action) {
        var word = action.words().keyword();
        return word.equals("else") || word.equals("end");
    }

    private void action(Piece.Action action, Names scope, List<Node> nodes) {
        var words = action.words();
        var keyword = words.keyword();
        switch (keyword) {
            case "if", "with", "range" -> {
                words.take();
                block(keyword, action, scope, nodes);
            }
            case "break", "continue" -> jump(keyword, action, nodes);
            default -> {
                if (DEFINITIONS.contains(keyword)) {
                    problems.add(
                            action.at(),
                            "'" + keyword + "' is not supported: a value of an app config is one template of its own.");
                } else if (!words.isBroken()) {
                    attempt(action.at(), () -> nodes.add(plain(action, scope)));
                }
            }
        }
    }

    private Node plain(Piece.Action action, Names scope) {
        var expressions = new ExpressionParser(action.words(), scope);
        var binding = expressions.binding(1);
        var value = expressions.pipelineToEnd();
        if (binding == null) {
            return new Node.Output(value, action.at());
        }
        var variable = binding.variables().getFirst();
        scope.bind(variable, binding.declares());
        return new Node.Assignment(variable, binding.declares(), value, action.at());
    }

    private void jump(String keyword, Piece.Action action, List<Node> nodes) {
        action.words().take();
        if (loops == 0 || !action.words().atEnd()) {
            problems.add(action.at(), "'" + keyword + "' stands alone, and only inside a 'range'.");
        }
        nodes.add(new Node.Jump(keyword.equals("break")));
    }

    private void block(String keyword, Piece.Action action, Names scope, List<Node> nodes) {
        if (depth == MAX_DEPTH) {
            problems.add(action.at(), "Blocks are nested deeper than " + MAX_DEPTH + " here.");
            next = pieces.size();
            tooDeep = true;
            return;
        }
        depth++;
        if (keyword.equals("range")) {
            loop(action, scope, nodes);
        } else {
            choice(keyword, action, scope, nodes);
        }
        depth--;
    }

    private void choice(String keyword, Piece.Action action, Names scope, List<Node> nodes) {
        var binds = keyword.equals("with");
        var head = head(action, scope, 1);
        var inner = scope.inner(binds);
        head.variables().forEach(variable -> inner.bind(variable, true));
        var then = nodes(inner);
        var otherwise = otherwise(keyword, action, scope.inner(false, head.variables()));
        var variable = head.variables().isEmpty() ? null : head.variables().getFirst();
        nodes.add(new Node.Choice(binds, variable, head.subject(), then, otherwise, action.at()));
    }

    private void loop(Piece.Action action, Names scope, List<Node> nodes) {
        var head = head(action, scope, 2);
        var inner = scope.inner(true);
        attempt(action.at(), () -> head.variables().forEach(variable -> inner.bind(variable, head.declares())));
        loops++;
        var body = nodes(inner);
        loops--;
        var otherwise = otherwise("range", action, scope.inner(false));
        nodes.add(new Node.Loop(head.variables(), head.declares(), head.subject(), body, otherwise, action.at()));
    }

    /** The first line of a block. */
    private record Head(List<String> variables, boolean declares, Expression subject) {}

    private Head head(Piece.Action action, Names scope, int variables) {
        var nothing = new Head(List.of(), true, new Expression.Literal(NullNode.instance));
        if (action.words().isBroken()) {
            return nothing;
        }
        try {
            var expressions = new ExpressionParser(action.words(), scope);
            var binding = expressions.binding(variables);
            var subject = expressions.pipelineToEnd();
            return binding == null
                    ? new Head(List.of(), true, subject)
                    : new Head(binding.variables(), binding.declares(), subject);
        } catch (Refusal refusal) {
            problems.add(action.at(), refusal.sentence());
            return nothing;
        }
    }

    /** What stands behind {@code else}, and the {@code end}. */
    private List<Node> otherwise(String keyword, Piece.Action opening, Names scope) {
        var turn = turn();
        if (turn != null && turn.words().keyword().equals("else")) {
            var words = turn.words();
            words.take();
            if (words.takeWord("if") || words.nextIs("with")) {
                var nodes = new ArrayList<Node>();
                var chained = words.takeWord("with") ? "with" : "if";
                block(chained, turn, scope, nodes);
                return nodes;
            }
            if (!words.atEnd()) {
                problems.add(turn.at(), "Nothing but 'if' or 'with' can stand behind 'else'.");
            }
            var nodes = nodes(scope);
            close(keyword, opening, turn());
            return nodes;
        }
        close(keyword, opening, turn);
        return List.of();
    }

    private Piece.@Nullable Action turn() {
        return next < pieces.size() && pieces.get(next++) instanceof Piece.Action action ? action : null;
    }

    private void close(String keyword, Piece.Action opening, Piece.@Nullable Action end) {
        var last = end;
        while (last != null && last.words().keyword().equals("else")) {
            problems.add(last.at(), "A second 'else' cannot belong to the same '" + keyword + "'.");
            nodes(Names.outermost());
            last = turn();
        }
        if (tooDeep) {
            return;
        }
        if (last == null) {
            problems.add(opening.at(), "This '" + keyword + "' is not closed: write {{ end }} behind it.");
            return;
        }
        last.words().take();
        if (!last.words().atEnd()) {
            problems.add(last.at(), "Nothing can stand behind 'end'.");
        }
    }

    private void attempt(Location at, Runnable work) {
        try {
            work.run();
        } catch (Refusal refusal) {
            problems.add(at, refusal.sentence());
        }
    }
}
