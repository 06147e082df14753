package dev.landfall.stacktemplates.arm;

import dev.landfall.stacktemplates.arm.Expression.Members;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource of a template.
 *
 * @param symbol by which the template knows it
 * @param condition null: always
 * @param once it is made where it is not, and never changed
 * @param parent symbol of the resource in which it is
 * @param scope symbol of the resource that it extends
 * @param body everything but its name
 * @param after symbols of resources that must be there before, beside those that it names
 */
public record Resource(
        String symbol,
        String type,
        String version,
        @Nullable String description,
        @Nullable Expression condition,
        boolean once,
        @Nullable String parent,
        @Nullable String scope,
        Expression name,
        Members body,
        List<String> after) {

    public Resource {
        after = List.copyOf(after);
    }

    public static Resource of(String symbol, String typeAndVersion, Object name, Members body) {
        var at = typeAndVersion.indexOf('@');
        return new Resource(
                symbol,
                typeAndVersion.substring(0, at),
                typeAndVersion.substring(at + 1),
                null,
                null,
                false,
                null,
                null,
                Expression.of(name),
                body,
                List.of());
    }

    public Resource described(String text) {
        return new Resource(symbol, type, version, text, condition, once, parent, scope, name, body, after);
    }

    public Resource when(@Nullable Expression test) {
        return new Resource(symbol, type, version, description, test, once, parent, scope, name, body, after);
    }

    public Resource onlyOnce() {
        return new Resource(symbol, type, version, description, condition, true, parent, scope, name, body, after);
    }

    public Resource in(String resource) {
        return new Resource(symbol, type, version, description, condition, once, resource, scope, name, body, after);
    }

    public Resource on(String resource) {
        return new Resource(symbol, type, version, description, condition, once, parent, resource, name, body, after);
    }

    public Resource after(List<String> symbols) {
        return new Resource(symbol, type, version, description, condition, once, parent, scope, name, body, symbols);
    }
}
