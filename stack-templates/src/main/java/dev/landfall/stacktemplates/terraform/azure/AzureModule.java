package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.RunnerHost.ContainerService;
import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import java.util.List;

/** An install's stack as a module for one resource group. */
final class AzureModule {

    private AzureModule() {}

    /**
     * @param target the model's own
     */
    static Module of(StackModel model, Target.Azure target) {
        var module = new Module();
        PlaceFile.add(module);
        var outputs = module.file("outputs.tf");
        switch (model.host()) {
            case VmGroup host -> {
                NetworkFile.add(model, module);
                addShared(model, module);
                MachineFile.add(model, host, module);
                LogFile.add(model, module);
                LogFile.addMachines(module);
                output(outputs, "scale_set", "Id of the scale set.", code(MachineFile.MACHINES + ".id"));
            }
            case ExistingCluster host -> {
                addShared(model, module);
                ClusterFile.add(model, host, module);
                LogFile.add(model, module);
                ClusterFile.addOutputs(host, outputs);
            }
            case ContainerService host ->
                throw new IllegalStateException("A stack on Azure has no containers without machines.");
        }
        LogFile.addVault(module);
        addOutputs(outputs);
        InstallValues.add(model, target, module);
        ProviderFile.add(module);
        module.text("README.md", Readme.of(model, module));
        return module;
    }

    private static void addShared(StackModel model, Module module) {
        IdentityFile.add(model, module);
        VaultFile.add(model, module);
        StateModule.add(model.state().oldVersionDays(), module);
        InputVariables.add(model, module);
    }

    private static void addOutputs(Body outputs) {
        output(outputs, "vault", "Address of the vault.", code("azurerm_key_vault.this.vault_uri"));
        output(outputs, "state_account", "Name of the account with Terraform's states.", code("module.state.account"));
        output(
                outputs,
                "workspace",
                "Id of the workspace with the logs.",
                code("azurerm_log_analytics_workspace.this.id"));
        output(
                outputs,
                "runner_principal",
                "The runner's own identity, as the vendor's pool trusts it.",
                code("azurerm_user_assigned_identity.runner.principal_id"));
    }

    static void output(Body outputs, String name, String description, Expression value) {
        outputs.block(
                "output",
                List.of(name),
                output -> output.set("description", description).set("value", value));
    }
}
