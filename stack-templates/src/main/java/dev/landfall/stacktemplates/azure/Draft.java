package dev.landfall.stacktemplates.azure;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.Members;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.arm.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A template that parts of a stack are added to. */
final class Draft {

    static final Expression LOCATION = new Expression.Parameter("location");
    /** Id of the resource group. */
    static final Expression GROUP = new Expression.Variable("group");

    static final Expression TAGS = new Expression.Variable("tags");

    private final String stack;
    private final List<Parameter> parameters = new ArrayList<>();
    private final SequencedMap<String, Expression> variables = new LinkedHashMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private final SequencedMap<String, Expression> outputs = new LinkedHashMap<>();

    /**
     * @param stack its name, which is part of what must differ between stacks of one group
     */
    Draft(String stack) {
        this.stack = stack;
    }

    /** 13 characters of a-z and 0-9 that no other stack has. */
    Expression unique() {
        return Expression.call("uniqueString", GROUP, stack);
    }

    /** A name for what is named by a GUID. */
    Expression guid(Object... parts) {
        var all = new ArrayList<Object>(List.of(GROUP, stack));
        all.addAll(List.of(parts));
        return Expression.call("guid", all.toArray());
    }

    Expression add(Parameter parameter) {
        parameters.add(parameter);
        return new Expression.Parameter(parameter.name());
    }

    Expression variable(String name, Expression value) {
        variables.put(name, value);
        return new Expression.Variable(name);
    }

    void add(Resource resource) {
        resources.add(resource);
    }

    void output(String name, Expression value) {
        outputs.put(name, value);
    }

    Template template(String description) {
        return new Template(description, parameters, variables, resources, outputs);
    }

    /** Location, tags and then these members. */
    static Members placed(Object... keysAndValues) {
        var members = new ArrayList<>(
                Expression.object("location", LOCATION, "tags", TAGS).members());
        members.addAll(Expression.object(keysAndValues).members());
        return new Members(members);
    }

    /** An object with what is there always and what is there under a condition. */
    static Expression merged(Members always, List<Expression> conditional) {
        if (conditional.isEmpty()) {
            return always;
        }
        var parts = new ArrayList<Object>();
        parts.add(always);
        parts.addAll(conditional);
        return Expression.call("union", parts.toArray());
    }

    static Expression onlyIf(Expression test, Members members) {
        return new Expression.Choice(test, members, Expression.object());
    }
}
