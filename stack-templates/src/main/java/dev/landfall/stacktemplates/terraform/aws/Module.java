package dev.landfall.stacktemplates.terraform.aws;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A stack's module while it is put together. Not thread-safe. */
final class Module {

    private final StackModel model;
    private final Problems problems;
    private final TreeMap<String, Body> files = new TreeMap<>();
    private final List<RenderedFile> texts = new ArrayList<>();
    private final List<Variable> customer = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    Module(StackModel model, Problems problems) {
        this.model = model;
        this.problems = problems;
    }

    StackModel model() {
        return model;
    }

    Problems problems() {
        return problems;
    }

    /** A file of HCL, made when it is first asked for. */
    Body file(String path) {
        return files.computeIfAbsent(path, none -> new Body());
    }

    /** A file that is no HCL. */
    void text(String path, String text) {
        texts.add(new RenderedFile(path, text));
    }

    /** Something that the customer says. */
    void ask(Variable variable) {
        customer.add(variable);
    }

    List<Variable> customer() {
        return List.copyOf(customer);
    }

    void resource(String file, String type, String name, Consumer<Body> content) {
        file(file).block("resource", List.of(type, name), content);
    }

    void output(String name, String description, Expression value) {
        file("outputs.tf")
                .block(
                        "output",
                        List.of(name),
                        body -> body.set("description", description).set("value", value));
    }

    /** {@code ${var.name}-suffix}. */
    static Expression named(String suffix) {
        return Expression.template(Expression.code("var.name"), "-" + suffix);
    }

    /** The stack's tags and a name that the console shows. */
    static Expression namedTags(String suffix) {
        return Expression.call("merge", Expression.code("local.tags"), Expression.object("Name", named(suffix)));
    }

    /** The vendor's name as a part of names in HCL; two names that become the same are a problem. */
    String word(String kind, String name, Location at) {
        var word = kind + "_" + name.replace('-', '_');
        var other = names.putIfAbsent(word, name);
        if (other != null && !other.equals(name)) {
            problems.add(
                    at,
                    "'" + name + "' and '" + other + "' have the same name in Terraform, " + word
                            + ", which has no '-'. Rename one.");
        }
        return word;
    }

    List<RenderedFile> rendered() {
        var all = new ArrayList<>(texts);
        files.forEach((path, body) -> all.add(new RenderedFile(path, body.text())));
        all.sort(Comparator.comparing(RenderedFile::path));
        return all;
    }
}
