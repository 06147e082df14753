package dev.landfall.stacktemplates.terraform;

import static dev.landfall.stacktemplates.hcl.Expression.code;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A stack by its published module: {@value #FILE} calls it with the install's values, and asks for what only the customer can say.
 *
 * @param stack name of the stack
 * @param values by variables of the module, the install's
 * @param asked variables of the module without which it cannot be called
 */
public record ModuleCall(ModuleSource source, String stack, Map<String, Expression> values, List<Variable> asked) {

    /** Path of the one file. */
    public static final String FILE = "main.tf";

    /** Without the set-up of a provider, for those that need none. */
    public RenderedFile file() {
        return file(none -> {});
    }

    /**
     * @param providers writes how providers are set up
     */
    public RenderedFile file(Consumer<Body> providers) {
        var body = new Body();
        var name = stack.replace('-', '_');
        body.block("terraform", terraform -> terraform.set("required_version", ">= 1.11"));
        providers.accept(body);
        body.block("module", List.of(name), this::call);
        asked.forEach(variable -> variable.declareToHandOn(body));
        body.block(
                "output",
                List.of(name),
                output -> output.set("description", "What the stack has.").set("value", code("module." + name)));
        return new RenderedFile(FILE, body.text());
    }

    private void call(Body call) {
        call.set("source", source.address());
        if (source.version() != null) {
            call.set("version", source.version());
        }
        call.gap();
        values.forEach(call::set);
        call.comment("What only the customer can say; the module's README lists what else can be chosen.");
        asked.forEach(variable -> call.set(variable.name(), variable.reference()));
    }
}
