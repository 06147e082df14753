package dev.landfall.stacktemplates.terraform.aws;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import dev.landfall.stacktemplates.aws.AwsLimits;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.NestedTemplate;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import dev.landfall.stacktemplates.rendering.Rendering;
import dev.landfall.stacktemplates.terraform.ModuleCall;
import dev.landfall.stacktemplates.terraform.ModuleSource;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;

/**
 * A stack on AWS as a Terraform module, which is applied as it is or called by another one. All that differs between installs stands
 * in {@code install.auto.tfvars}: the other files are the same for installs whose files agree in host, network and runner, so that
 * a vendor can publish them.
 */
public final class AwsTerraform {

    private AwsTerraform() {}

    /** The module with the install's values. */
    public static Rendering full() {
        return AwsTerraform::renderFull;
    }

    /** A call of the module where it was published, with the install's values. */
    public static Rendering thin(ModuleSource source) {
        return model -> renderThin(model, source);
    }

    private static Reading<List<RenderedFile>> renderFull(StackModel model) {
        var problems = new Problems();
        var module = module(model, problems);
        return problems.reading(() -> module.rendered());
    }

    private static Reading<List<RenderedFile>> renderThin(StackModel model, ModuleSource source) {
        var problems = new Problems();
        var module = module(model, problems);
        return problems.reading(() -> List.of(new ModuleCall(
                        source,
                        model.name().value(),
                        InstallValues.of(model),
                        module.customer().stream().filter(Variable::isRequired).toList())
                .file()));
    }

    private static Module module(StackModel model, Problems problems) {
        var module = new Module(model, problems);
        AwsLimits.check(model, problems);
        NestedTemplate.refuse(model, problems);
        if (problems.isEmpty()) {
            add(module);
        }
        if (problems.isEmpty()) {
            Variable.requireDistinct(module.customer(), problems);
        }
        return module;
    }

    private static void add(Module module) {
        module.ask(Variable.of(
                        "runner_enabled",
                        "bool",
                        "false stops the runner: nothing of the vendor runs here any more, and nothing is deleted.")
                .withDefault(Expression.truth(true)));
        MainFiles.add(module);
        if (module.model().host() instanceof RunnerHost.ExistingCluster cluster) {
            ClusterRunner.add(module, cluster);
        } else {
            NetworkFile.add(module);
        }
        StateModule.add(module);
        RunnerRole.add(module);
        switch (module.model().host()) {
            case RunnerHost.VmGroup vm -> MachineRunner.add(module, vm);
            case RunnerHost.ContainerService service -> ContainerRunner.add(module, service);
            case RunnerHost.ExistingCluster cluster -> {}
        }
        RolesFile.add(module);
        SecretsFile.add(module);
        InputVariables.add(module);
        PhoneHomeFile.add(module);
        InstallValues.add(module);
        var variables = module.file("variables.tf");
        variables.comment("What the customer chooses.");
        module.customer().forEach(variable -> variable.declare(variables));
        module.text("README.md", Readme.of(module));
    }
}
