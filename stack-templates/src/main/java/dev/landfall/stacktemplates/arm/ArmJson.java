package dev.landfall.stacktemplates.arm;

import dev.landfall.stacktemplates.arm.Expression.Call;
import dev.landfall.stacktemplates.arm.Expression.Choice;
import dev.landfall.stacktemplates.arm.Expression.Flag;
import dev.landfall.stacktemplates.arm.Expression.IdOf;
import dev.landfall.stacktemplates.arm.Expression.Items;
import dev.landfall.stacktemplates.arm.Expression.Joined;
import dev.landfall.stacktemplates.arm.Expression.Member;
import dev.landfall.stacktemplates.arm.Expression.Members;
import dev.landfall.stacktemplates.arm.Expression.Not;
import dev.landfall.stacktemplates.arm.Expression.Properties;
import dev.landfall.stacktemplates.arm.Expression.Property;
import dev.landfall.stacktemplates.arm.Expression.Text;
import dev.landfall.stacktemplates.arm.Expression.Variable;
import dev.landfall.stacktemplates.arm.Expression.Whole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a template as JSON, as Bicep's compiler would. */
public final class ArmJson {

    private static final String SCHEMA =
            "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

    private final Template template;

    private ArmJson(Template template) {
        this.template = template;
    }

    public static String write(Template template) {
        return JsonText.write(new ArmJson(template).whole());
    }

    /** Text as it has to stand so that Azure does not take it for an expression. */
    public static String literal(String text) {
        return text.startsWith("[") && text.endsWith("]") ? "[" + text : text;
    }

    /** How many characters the longest expression of a template has. */
    public static int longestExpression(Template template) {
        return longest(new ArmJson(template).whole());
    }

    private static int longest(Object part) {
        return switch (part) {
            case Map<?, ?> map -> longest(map.values());
            case Collection<?> parts ->
                parts.stream().mapToInt(ArmJson::longest).max().orElse(0);
            case String text -> text.startsWith("[") && text.endsWith("]") ? text.length() : 0;
            default -> 0;
        };
    }

    private Map<String, Object> whole() {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("$schema", SCHEMA);
        whole.put("languageVersion", "2.0");
        whole.put("contentVersion", "1.0.0.0");
        whole.put("metadata", Map.of("description", template.description()));
        var parameters = new LinkedHashMap<String, Object>();
        template.parameters().forEach(each -> parameters.put(each.name(), parameter(each)));
        whole.put("parameters", parameters);
        var variables = new LinkedHashMap<String, Object>();
        template.variables().forEach((name, value) -> variables.put(name, json(value, new TreeSet<>())));
        whole.put("variables", variables);
        var resources = new LinkedHashMap<String, Object>();
        template.resources().forEach(each -> resources.put(each.symbol(), resource(each)));
        whole.put("resources", resources);
        var outputs = new LinkedHashMap<String, Object>();
        template.outputs().forEach((name, value) -> {
            var output = new LinkedHashMap<String, Object>();
            output.put("type", "string");
            output.put("value", json(value, new TreeSet<>()));
            outputs.put(name, output);
        });
        whole.put("outputs", outputs);
        return whole;
    }

    private Map<String, Object> parameter(Parameter parameter) {
        var written = new LinkedHashMap<String, Object>();
        var type = Names.of(parameter.type());
        written.put("type", parameter.secure() ? "secure" + type : type);
        if (parameter.defaultValue() != null) {
            written.put("defaultValue", json(parameter.defaultValue(), new TreeSet<>()));
        }
        if (!parameter.allowed().isEmpty()) {
            written.put("allowedValues", parameter.allowed());
        }
        written.putAll(parameter.limits());
        written.put("metadata", Map.of("description", parameter.description()));
        return written;
    }

    private Map<String, Object> resource(Resource resource) {
        var needs = new TreeSet<>(resource.after());
        var written = new LinkedHashMap<String, Object>();
        if (resource.once()) {
            written.put("@options", Map.of("onlyIfNotExists", List.of()));
        }
        if (resource.condition() != null) {
            written.put("condition", json(resource.condition(), needs));
        }
        written.put("type", resource.type());
        written.put("apiVersion", resource.version());
        if (resource.scope() != null) {
            written.put("scope", json(new IdOf(resource.scope()), needs));
        }
        written.put("name", json(fullName(resource), needs));
        resource.body().members().forEach(each -> written.put(((Text) each.key()).value(), json(each.value(), needs)));
        if (resource.parent() != null) {
            needs.add(resource.parent());
        }
        needs.remove(resource.symbol());
        if (!needs.isEmpty()) {
            written.put("dependsOn", List.copyOf(needs));
        }
        if (resource.description() != null) {
            written.put("metadata", Map.of("description", resource.description()));
        }
        return written;
    }

    private Expression fullName(Resource resource) {
        var names = template.names(resource);
        if (names.size() == 1) {
            return names.getFirst();
        }
        var parts = new ArrayList<Expression>();
        for (var name : names) {
            if (!parts.isEmpty()) {
                parts.add(new Text("/"));
            }
            // an argument of its own, even where it is plain text
            parts.add(name instanceof Text ? new Call("", List.of(name)) : name);
        }
        return new Joined(parts);
    }

    private Object json(Expression value, Set<String> needs) {
        return switch (value) {
            case Text text -> literal(text.value());
            case Whole number -> number.value();
            case Flag flag -> flag.value();
            case Items items ->
                items.items().stream().map(each -> json(each, needs)).toList();
            case Members members
            when isPlain(members) -> {
                var written = new LinkedHashMap<String, Object>();
                members.members().forEach(each -> written.put(((Text) each.key()).value(), json(each.value(), needs)));
                yield written;
            }
            case Members members -> "[" + expression(members, needs) + "]";
            case Expression.Parameter parameter -> "[" + expression(parameter, needs) + "]";
            case Variable variable -> "[" + expression(variable, needs) + "]";
            case IdOf id -> "[" + expression(id, needs) + "]";
            case Properties properties -> "[" + expression(properties, needs) + "]";
            case Property property -> "[" + expression(property, needs) + "]";
            case Call call -> "[" + expression(call, needs) + "]";
            case Joined joined -> "[" + expression(joined, needs) + "]";
            case Choice choice -> "[" + expression(choice, needs) + "]";
            case Not not -> "[" + expression(not, needs) + "]";
        };
    }

    private static boolean isPlain(Members members) {
        return members.members().stream().map(Member::key).allMatch(Text.class::isInstance);
    }

    private String expression(Expression value, Set<String> needs) {
        return switch (value) {
            case Text text -> quoted(text.value());
            case Whole number -> String.valueOf(number.value());
            case Flag flag -> flag.value() + "()";
            case Items items -> "createArray(" + expressions(items.items(), needs) + ")";
            case Members members ->
                "createObject("
                        + expressions(
                                members.members().stream()
                                        .flatMap(each -> List.of(each.key(), each.value()).stream())
                                        .toList(),
                                needs)
                        + ")";
            case Expression.Parameter parameter -> "parameters('" + parameter.name() + "')";
            case Variable variable -> "variables('" + variable.name() + "')";
            case IdOf id -> {
                needs.add(id.resource());
                var resource = template.resource(id.resource());
                yield "resourceId(" + quoted(resource.type()) + ", " + expressions(template.names(resource), needs)
                        + ")";
            }
            case Properties properties -> {
                needs.add(properties.resource());
                yield "reference('" + properties.resource() + "')";
            }
            case Property property -> expression(property.of(), needs) + "." + property.name();
            case Call call -> call.function() + "(" + expressions(call.given(), needs) + ")";
            case Joined joined -> format(joined, needs);
            case Choice choice -> "if(" + expressions(List.of(choice.test(), choice.yes(), choice.no()), needs) + ")";
            case Not not -> "not(" + expression(not.of(), needs) + ")";
        };
    }

    private String expressions(List<Expression> values, Set<String> needs) {
        return values.stream().map(each -> expression(each, needs)).collect(Collectors.joining(", "));
    }

    private String format(Joined joined, Set<String> needs) {
        var form = new StringBuilder();
        var given = new ArrayList<Expression>();
        for (var part : joined.parts()) {
            if (part instanceof Text text) {
                form.append(text.value().replace("{", "{{").replace("}", "}}"));
            } else {
                form.append('{').append(given.size()).append('}');
                given.add(
                        part instanceof Call call && call.function().isEmpty()
                                ? call.given().getFirst()
                                : part);
            }
        }
        return "format(" + quoted(form.toString()) + ", " + expressions(given, needs) + ")";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
