package dev.landfall.stacktemplates.terraform.azure;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import dev.landfall.stacktemplates.azure.AzureLimits;
import dev.landfall.stacktemplates.azure.AzureTarget;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.NestedTemplate;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import dev.landfall.stacktemplates.rendering.Rendering;
import dev.landfall.stacktemplates.terraform.ModuleCall;
import dev.landfall.stacktemplates.terraform.ModuleSource;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A stack on Azure as a Terraform module, which is applied as it is or called by another one. All that differs between installs stands
 * in {@code install.auto.tfvars}: the other files are the same for installs whose files agree in host, network and runner, so that
 * a vendor can publish them, without {@code provider.tf}.
 */
public final class AzureTerraform {

    private AzureTerraform() {}

    /** The module with the install's values. */
    public static Rendering full() {
        return model -> render(model, (module, target) -> module.rendered());
    }

    /** A call of the module where it was published, with the install's values. */
    public static Rendering thin(ModuleSource source) {
        return model -> render(
                model,
                (module, target) -> List.of(new ModuleCall(
                                source,
                                model.name().value(),
                                InstallValues.of(model, target),
                                module.customer().stream()
                                        .filter(Variable::isRequired)
                                        .toList())
                        .file(before -> ProviderFile.add(before, Expression.optional(target.subscription())))));
    }

    private static Reading<List<RenderedFile>> render(
            StackModel model, BiFunction<Module, Target.Azure, List<RenderedFile>> files) {
        var problems = new Problems();
        AzureLimits.check(model, problems);
        NestedTemplate.refuse(model, problems);
        var target = AzureTarget.of(model, problems).orElse(null);
        if (target == null || !problems.isEmpty()) {
            return problems.reading(List::of);
        }
        var module = AzureModule.of(model, target);
        Variable.requireDistinct(module.customer(), problems);
        return problems.reading(() -> files.apply(module, target));
    }
}
