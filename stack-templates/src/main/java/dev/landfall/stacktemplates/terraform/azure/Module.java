package dev.landfall.stacktemplates.terraform.azure;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The files of a module that parts of a stack are added to. Not thread-safe. */
final class Module {

    /** Id of the resource group. */
    static final Expression GROUP = Expression.code("data.azurerm_resource_group.this.id");

    /** The stack's, with which all other names begin. */
    static final Expression NAME = Expression.code("var.name");

    private final TreeMap<String, Body> files = new TreeMap<>();
    private final List<Variable> customer = new ArrayList<>();
    private final List<RenderedFile> texts = new ArrayList<>();

    /** A file of HCL, made when it is first asked for. */
    Body file(String name) {
        return files.computeIfAbsent(name, ignored -> new Body());
    }

    /** Something that the customer says. */
    void ask(Variable variable) {
        customer.add(variable);
    }

    List<Variable> customer() {
        return List.copyOf(customer);
    }

    /** A file that is no HCL. */
    void text(String path, String text) {
        texts.add(new RenderedFile(path, text));
    }

    List<RenderedFile> rendered() {
        var all = new ArrayList<>(texts);
        files.forEach((name, body) -> all.add(new RenderedFile(name, body.text())));
        all.sort(Comparator.comparing(RenderedFile::path));
        return all;
    }

    static void resource(Body file, String type, String name, Consumer<Body> content) {
        file.block("resource", List.of(type, name), content);
    }

    /** {@code ${var.name}-suffix}. */
    static Expression named(String suffix) {
        return Expression.template(NAME, "-" + suffix);
    }

    /** Sets what everything has that stands somewhere. */
    static Body placed(Body body, Expression name) {
        return body.set("name", name)
                .set("resource_group_name", Expression.code("data.azurerm_resource_group.this.name"))
                .set("location", Expression.code("local.location"))
                .set("tags", Expression.code("local.tags"))
                .gap();
    }
}
