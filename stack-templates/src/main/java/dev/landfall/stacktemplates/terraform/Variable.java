package dev.landfall.stacktemplates.terraform;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a module.
 *
 * @param type as HCL
 * @param defaultValue null when a value must be given; {@link Expression#NULL} when it may be left out
 * @param secret in no state and no plan
 */
public record Variable(
        String name,
        String type,
        String description,
        @Nullable Expression defaultValue,
        boolean secret,
        List<Validation> validations) {

    public Variable {
        validations = List.copyOf(validations);
    }

    /**
     * What must hold of a value, before anything is made.
     *
     * @param condition HCL on one line
     * @param message whole sentences for who gave the value
     */
    public record Validation(String condition, String message) {}

    /** A description of several lines becomes one. */
    public static Variable of(String name, String type, String description) {
        return new Variable(name, type, description.strip().replaceAll("\\s+", " "), null, false, List.of());
    }

    /** Notes names that several of a module's variables have, since HCL does not know what the vendor's names differ in. */
    public static void requireDistinct(List<Variable> variables, Problems problems) {
        var taken = new HashSet<String>();
        variables.stream()
                .map(Variable::name)
                .filter(name -> !taken.add(name))
                .distinct()
                .forEach(name -> problems.add(
                        Location.startOf("stack.toml"),
                        "Two roles, secrets or inputs need the variable " + name + " in Terraform. Rename one."));
    }

    public Variable withDefault(Expression value) {
        return new Variable(name, type, description, value, secret, validations);
    }

    public Variable asSecret() {
        return new Variable(name, type, description, defaultValue, true, validations);
    }

    public Variable valid(String condition, String message) {
        var more = new ArrayList<>(validations);
        more.add(new Validation(condition, message));
        return new Variable(name, type, description, defaultValue, secret, more);
    }

    public boolean isRequired() {
        return defaultValue == null;
    }

    public Expression reference() {
        return Expression.code("var." + name);
    }

    /** With type, description and all that must hold of it. */
    public void declare(Body file) {
        file.block("variable", List.of(name), body -> {
            header(body);
            for (var validation : validations) {
                body.block(
                        "validation",
                        block -> block.set("condition", Expression.code(validation.condition()))
                                .set("error_message", validation.message()));
            }
        });
    }

    /** For a file that only hands the value on to where it is checked. */
    public void declareToHandOn(Body file) {
        file.block("variable", List.of(name), this::header);
    }

    private void header(Body body) {
        body.set("description", description).set("type", Expression.code(type));
        if (defaultValue != null) {
            body.set("default", defaultValue);
        }
        if (defaultValue == null || !defaultValue.equals(Expression.NULL)) {
            body.set("nullable", false);
        }
        if (secret) {
            body.set("sensitive", true).set("ephemeral", true);
        }
    }
}
