package dev.landfall.cli.stack;

import dev.landfall.stacktemplates.azure.AzureRendering;
import dev.landfall.stacktemplates.cloudformation.CloudFormation;
import dev.landfall.stacktemplates.rendering.Rendering;
import java.util.Locale;

/** Languages that a stack can be written in, as they are called on the command line. */
enum StackFormat {
    CLOUDFORMATION,
    TERRAFORM,
    BICEP,
    ARM;

    Rendering rendering() {
        return switch (this) {
            case CLOUDFORMATION -> new CloudFormation();
            case TERRAFORM -> TerraformRendering.full();
            case BICEP -> AzureRendering.bicep();
            case ARM -> AzureRendering.arm();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
