package dev.landfall.stacktemplates.azure;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import dev.landfall.stacktemplates.arm.ArmJson;
import dev.landfall.stacktemplates.arm.BicepText;
import dev.landfall.stacktemplates.arm.Template;
import dev.landfall.stacktemplates.model.NestedTemplate;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import dev.landfall.stacktemplates.rendering.Rendering;
import java.util.List;
import java.util.function.BiFunction;

/** Writes a stack for Azure Resource Manager, in one of its two languages; both carry the same. */
public final class AzureRendering implements Rendering {

    private final BiFunction<StackModel, Template, List<RenderedFile>> files;

    private AzureRendering(BiFunction<StackModel, Template, List<RenderedFile>> files) {
        this.files = files;
    }

    /** {@code azuredeploy.json}, and {@code createUiDefinition.json} by which the portal asks for its parameters. */
    public static AzureRendering arm() {
        return new AzureRendering((model, template) -> List.of(
                new RenderedFile("azuredeploy.json", ArmJson.write(template)),
                new RenderedFile("createUiDefinition.json", PortalForm.write(model))));
    }

    /** {@code main.bicep}. */
    public static AzureRendering bicep() {
        return new AzureRendering(
                (model, template) -> List.of(new RenderedFile("main.bicep", BicepText.write(template))));
    }

    @Override
    public Reading<List<RenderedFile>> render(StackModel model) {
        var problems = new Problems();
        AzureLimits.check(model, problems);
        NestedTemplate.refuse(model, problems);
        var target = AzureTarget.of(model, problems).orElse(null);
        if (target == null) {
            return problems.reading(List::of);
        }
        var template = AzureStack.of(model, target);
        var rendered = files.apply(model, template);
        AzureLimits.check(template, problems);
        rendered.forEach(file -> AzureLimits.check(file, problems));
        return problems.reading(() -> rendered);
    }
}
