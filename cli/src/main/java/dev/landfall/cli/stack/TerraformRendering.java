package dev.landfall.cli.stack;

import dev.landfall.stacktemplates.model.Target;
import dev.landfall.stacktemplates.rendering.Rendering;
import dev.landfall.stacktemplates.terraform.ModuleSource;
import dev.landfall.stacktemplates.terraform.aws.AwsTerraform;
import dev.landfall.stacktemplates.terraform.azure.AzureTerraform;

/** Stacks in Terraform's language, which is one for all clouds, by the provider of the stack's own cloud. */
final class TerraformRendering {

    private TerraformRendering() {}

    static Rendering full() {
        return byCloud(AwsTerraform.full(), AzureTerraform.full());
    }

    static Rendering thin(ModuleSource source) {
        return byCloud(AwsTerraform.thin(source), AzureTerraform.thin(source));
    }

    private static Rendering byCloud(Rendering aws, Rendering azure) {
        return model -> switch (model.target()) {
            case Target.Aws ignored -> aws.render(model);
            case Target.Azure ignored -> azure.render(model);
        };
    }
}
