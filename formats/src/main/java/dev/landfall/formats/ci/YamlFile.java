package dev.landfall.formats.ci;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One YAML 1.2 document as a tree with places. Depth, number of nodes and aliases are counted on the event stream before any tree is
 * built, so that no input can exhaust memory or the stack.
 */
final class YamlFile {

    static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_NODES = 50_000;
    private static final int MAX_ALIASES = 100;

    private final String path;
    private final Problems problems;

    YamlFile(String path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /** The root of the document, which must be a map. Empty after a problem. */
    Optional<YamlTable> read(byte[] bytes) {
        return text(bytes).flatMap(this::compose).flatMap(this::root);
    }

    private Optional<String> text(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            problems.add(
                    Location.startOf(path),
                    "The file has " + bytes.length + " bytes; at most " + MAX_BYTES + " are allowed.");
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.add(Location.startOf(path), "The file is not UTF-8 text; save it as UTF-8.");
            return Optional.empty();
        }
    }

    private Optional<Node> compose(String text) {
        var settings = LoadSettings.builder().setLabel(path).setUseMarks(true).build();
        try {
            if (!isWithinLimits(text, settings)) {
                return Optional.empty();
            }
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(
                        Location.startOf(path), "The file is empty; a job definition has at least 'name' and 'job'.");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            var at = e.getProblemMark().map(this::place).orElse(Location.startOf(path));
            problems.add(at, "This is not YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            problems.add(Location.startOf(path), "This is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private boolean isWithinLimits(String text, LoadSettings settings) {
        var depth = 0;
        var nodes = 0;
        var aliases = 0;
        for (var event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> {
                    depth++;
                    nodes++;
                }
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> aliases++;
                case Scalar -> nodes++;
                default -> {}
            }
            if (depth > MAX_DEPTH || nodes > MAX_NODES || aliases > MAX_ALIASES) {
                problems.add(
                        place(event),
                        "The file is nested deeper than " + MAX_DEPTH + " levels, or has more than " + MAX_NODES
                                + " values or " + MAX_ALIASES + " aliases.");
                return false;
            }
        }
        return true;
    }

    private Optional<YamlTable> root(Node node) {
        if (node instanceof MappingNode map) {
            return Optional.of(new YamlTable(path, "", map, problems));
        }
        problems.add(place(path, node), "A job definition is a map with 'name' and 'job'.");
        return Optional.empty();
    }

    private Location place(Event event) {
        return event.getStartMark().map(this::place).orElse(Location.startOf(path));
    }

    private Location place(Mark mark) {
        return new Location(path, mark.getLine() + 1, mark.getColumn() + 1);
    }

    static Location place(String path, Node node) {
        return node.getStartMark()
                .map(mark -> new Location(path, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Location.startOf(path));
    }
}
