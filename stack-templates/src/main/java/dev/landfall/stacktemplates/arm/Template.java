package dev.landfall.stacktemplates.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A template for one resource group.
 *
 * @param variables by name, in order
 * @param outputs all of type string, by name, in order
 */
public record Template(
        String description,
        List<Parameter> parameters,
        SequencedMap<String, Expression> variables,
        List<Resource> resources,
        SequencedMap<String, Expression> outputs) {

    public Template {
        parameters = List.copyOf(parameters);
        variables = new LinkedHashMap<>(variables);
        resources = List.copyOf(resources);
        outputs = new LinkedHashMap<>(outputs);
    }

    Resource resource(String symbol) {
        return resources.stream()
                .filter(each -> each.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The template has no resource " + symbol + "."));
    }

    /** Names of a resource and of those that it is in, outermost first. */
    List<Expression> names(Resource resource) {
        var names = new ArrayList<Expression>();
        if (resource.parent() != null) {
            names.addAll(names(resource(resource.parent())));
        }
        names.add(resource.name());
        return names;
    }
}
