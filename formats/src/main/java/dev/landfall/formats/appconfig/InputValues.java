package dev.landfall.formats.appconfig;

import dev.landfall.formats.hcl.Hcl;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Checks the values that an install gives to the inputs of its app. */
public final class InputValues {

    /** Where problems with values that stand in no file are shown. */
    private static final Location NO_FILE = Location.startOf("inputs");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(?:\\.[0-9]{1,30})?");
    private static final Pattern SECRET = Pattern.compile("\\$\\{secret:[A-Za-z0-9/_-]+:[A-Za-z0-9_-]+}");

    private InputValues() {}

    /**
     * The value of every input: the given one, else its default, else null. Unknown names, wrong types and required inputs without a
     * value are problems of the file {@code inputs}; their messages name the input and never show a value.
     */
    public static Reading<SortedMap<String, JsonNode>> complete(List<Input> inputs, Map<String, JsonNode> given) {
        var problems = new Problems();
        var values = new TreeMap<String, JsonNode>();
        var byName = new TreeMap<String, Input>();
        inputs.forEach(input -> byName.put(input.name(), input));
        given.keySet().stream()
                .filter(name -> !byName.containsKey(name))
                .forEach(name -> problems.add(
                        NO_FILE, "The app has no input '" + name + "'" + problems.hint(name, byName.keySet())));
        for (var input : inputs) {
            var value = given.get(input.name());
            values.put(
                    input.name(),
                    value == null || value.isNull() ? absent(input, problems) : given(input, value, problems));
        }
        return problems.reading(() -> values);
    }

    private static JsonNode absent(Input input, Problems problems) {
        if (input.defaultValue() != null) {
            return input.defaultValue();
        }
        if (input.required()) {
            problems.add(NO_FILE, "The input '" + input.name() + "' is required and has no value.");
        }
        return JsonNodeFactory.instance.nullNode();
    }

    private static JsonNode given(Input input, JsonNode value, Problems problems) {
        var checked = of(input.type(), value);
        if (checked.isEmpty()) {
            problems.add(
                    NO_FILE, "The value of the input '" + input.name() + "' is not " + expected(input.type()) + ".");
        }
        return checked.orElse(value);
    }

    /**
     * The value in the input's type: texts of numbers, booleans, lists and JSON are read. A whole secret reference is a value of any type.
     * Empty when it does not fit.
     */
    public static Optional<JsonNode> of(InputType type, JsonNode value) {
        if (value.isString() && SECRET.matcher(value.stringValue()).matches()) {
            return Optional.of(value);
        }
        return switch (type) {
            case STRING -> Optional.of(value).filter(JsonNode::isString);
            case NUMBER -> value.isNumber() ? Optional.of(value) : number(value);
            case BOOL -> value.isBoolean() ? Optional.of(value) : bool(value);
            case LIST -> (value.isString() ? json(value) : Optional.of(value)).filter(JsonNode::isArray);
            case JSON -> value.isString() ? json(value) : Optional.of(value);
            case YAML -> Optional.of(value).filter(node -> node.isString() && EmbeddedYaml.isValid(node.stringValue()));
            case HCL -> Optional.of(value).filter(node -> node.isString() && isHcl(node.stringValue()));
        };
    }

    /** A value, or attributes of a file. */
    private static boolean isHcl(String text) {
        return Hcl.ofExpression(text).isEmpty() || Hcl.ofBody(text).isEmpty();
    }

    /** What a value of a type looks like, to complete "… is not". */
    static String expected(InputType type) {
        return switch (type) {
            case STRING -> "text in quotes";
            case NUMBER -> "a number";
            case BOOL -> "true or false";
            case LIST -> "a list";
            case JSON -> "JSON";
            case YAML -> "YAML in a text";
            case HCL -> "HCL in a text";
        };
    }

    private static Optional<JsonNode> number(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(BigDecimal::new)
                .map(JsonNumbers::of);
    }

    private static Optional<JsonNode> bool(JsonNode value) {
        var isBool = value.isString() && List.of("true", "false").contains(value.stringValue());
        return isBool
                ? Optional.of(
                        JsonNodeFactory.instance.booleanNode(value.stringValue().equals("true")))
                : Optional.empty();
    }

    private static Optional<JsonNode> json(JsonNode value) {
        try {
            return Optional.ofNullable(JSON.readTree(value.stringValue())).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
