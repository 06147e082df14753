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
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a template as Bicep, for people to read. */
public final class BicepText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final StringBuilder out = new StringBuilder();

    private BicepText() {}

    public static String write(Template template) {
        return new BicepText().whole(template);
    }

    private String whole(Template template) {
        out.append("targetScope = 'resourceGroup'\n\nmetadata description = ")
                .append(quoted(template.description()))
                .append('\n');
        template.parameters().forEach(this::parameter);
        template.variables()
                .forEach((name, value) -> out.append("\nvar ")
                        .append(name)
                        .append(" = ")
                        .append(value(value, 0))
                        .append('\n'));
        template.resources().forEach(this::resource);
        out.append('\n');
        template.outputs()
                .forEach((name, value) -> out.append("output ")
                        .append(name)
                        .append(" string = ")
                        .append(value(value, 0))
                        .append('\n'));
        return out.toString();
    }

    private void parameter(Parameter parameter) {
        out.append("\n@description(").append(quoted(parameter.description())).append(")\n");
        if (parameter.secure()) {
            out.append("@secure()\n");
        }
        parameter
                .limits()
                .forEach((name, value) ->
                        out.append('@').append(name).append('(').append(value).append(")\n"));
        if (!parameter.allowed().isEmpty()) {
            out.append("@allowed(")
                    .append(value(Expression.list(parameter.allowed().toArray()), 0))
                    .append(")\n");
        }
        out.append("param ").append(parameter.name()).append(' ').append(Names.of(parameter.type()));
        if (parameter.defaultValue() != null) {
            out.append(" = ").append(value(parameter.defaultValue(), 0));
        }
        out.append('\n');
    }

    private void resource(Resource resource) {
        out.append('\n');
        if (resource.description() != null) {
            out.append("@description(").append(quoted(resource.description())).append(")\n");
        }
        if (resource.once()) {
            out.append("@onlyIfNotExists()\n");
        }
        out.append("resource ")
                .append(resource.symbol())
                .append(" '")
                .append(resource.type())
                .append('@');
        out.append(resource.version()).append("' = ");
        if (resource.condition() != null) {
            out.append("if (").append(value(resource.condition(), 0)).append(") ");
        }
        out.append("{\n");
        if (resource.parent() != null) {
            out.append("  parent: ").append(resource.parent()).append('\n');
        }
        if (resource.scope() != null) {
            out.append("  scope: ").append(resource.scope()).append('\n');
        }
        out.append("  name: ").append(value(resource.name(), 1)).append('\n');
        resource.body().members().forEach(each -> out.append(member(each, 1)));
        if (!resource.after().isEmpty()) {
            out.append("  dependsOn: [\n");
            resource.after().forEach(each -> out.append("    ").append(each).append('\n'));
            out.append("  ]\n");
        }
        out.append("}\n");
    }

    private static String member(Member member, int depth) {
        var key =
                member.key() instanceof Text text && NAME.matcher(text.value()).matches()
                        ? text.value()
                        : value(member.key(), depth);
        return "  ".repeat(depth) + key + ": " + value(member.value(), depth) + "\n";
    }

    private static String value(Expression value, int depth) {
        return switch (value) {
            case Text text -> text.value().contains("\n") ? lines(text.value()) : quoted(text.value());
            case Whole number -> String.valueOf(number.value());
            case Flag flag -> String.valueOf(flag.value());
            case Items items when items.items().isEmpty() -> "[]";
            case Items items ->
                "[\n"
                        + items.items().stream()
                                .map(each -> "  ".repeat(depth + 1) + value(each, depth + 1) + "\n")
                                .collect(Collectors.joining())
                        + "  ".repeat(depth) + "]";
            case Members members when members.members().isEmpty() -> "{}";
            case Members members ->
                "{\n"
                        + members.members().stream()
                                .map(each -> member(each, depth + 1))
                                .collect(Collectors.joining())
                        + "  ".repeat(depth) + "}";
            case Expression.Parameter parameter -> parameter.name();
            case Variable variable -> variable.name();
            case IdOf id -> id.resource() + ".id";
            case Properties properties -> properties.resource() + ".properties";
            case Property property -> operand(property.of(), depth) + "." + property.name();
            case Call call -> call.function() + "(" + given(call.given(), depth) + ")";
            case Joined joined ->
                "'" + joined.parts().stream().map(each -> part(each, depth)).collect(Collectors.joining()) + "'";
            case Choice choice ->
                operand(choice.test(), depth) + " ? " + operand(choice.yes(), depth) + " : "
                        + operand(choice.no(), depth);
            case Not not -> "!" + operand(not.of(), depth);
        };
    }

    private static String given(List<Expression> given, int depth) {
        return given.stream().map(each -> value(each, depth)).collect(Collectors.joining(", "));
    }

    private static String operand(Expression value, int depth) {
        return value instanceof Choice ? "(" + value(value, depth) + ")" : value(value, depth);
    }

    private static String part(Expression part, int depth) {
        return part instanceof Text text ? escaped(text.value()) : "${" + value(part, depth) + "}";
    }

    /** The language has no way to write three quotes in such a text. */
    private static String lines(String text) {
        return text.contains("'''") ? quoted(text) : "'''\n" + text + "'''";
    }

    private static String quoted(String text) {
        return "'" + escaped(text) + "'";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("${", "\\${");
    }
}
