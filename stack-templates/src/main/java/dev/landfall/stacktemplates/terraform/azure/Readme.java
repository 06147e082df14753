package dev.landfall.stacktemplates.terraform.azure;

import dev.landfall.stacktemplates.azure.ClusterRunner;
import dev.landfall.stacktemplates.model.RunnerHost.ContainerService;
import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.terraform.VariableTable;

/** {@code README.md}: what the customer types and does. */
final class Readme {

    private Readme() {}

    static String of(StackModel model, Module module) {
        var install = model.install();
        return """
            # %s: the runner of %s in your Azure subscription

            This Terraform module makes %s, one identity per operation, and an off switch. Nothing reaches
            it from outside, and no secret that you type or that is made up is in the module, in plans or in Terraform's state.

            ```sh
            az login                       # or another way that the provider azurerm knows
            az group create --name … --location …
            %sterraform init
            terraform apply
            ```

            It needs Terraform 1.11 or newer, a resource group for it alone, and the right to make role assignments and role definitions
            there. Your values belong into `terraform.tfvars`, secrets into variables of the environment (`TF_VAR_…`). Keep the state as
            you keep that of your own infrastructure.

            | variable | type | without it | |
            |---|---|---|---|
            %s
            `install.auto.tfvars` says whose install it is. It alone differs between installs. `provider.tf` sets the provider up; whoever
            calls this folder as a module does that instead.

            %s## Read before you apply

            `identities.tf` has what the vendor may do, operation by operation, and over what; %s

            You get the role Key Vault Secrets Officer over the stack's vault, since Terraform writes secrets by the vault itself. It takes
            up to some minutes until Azure knows of it; Terraform waits for two. When a secret is refused nonetheless, apply again.

            ## Switch it off

            `runner_enabled = false` and `terraform apply`: %s, and nothing is deleted. An identity goes with its `enable_…`
            variable. Destroying the stack leaves what your app's states need, the folder `state`, so Terraform has to forget that first:

            ```sh
            terraform state rm module.state
            terraform destroy
            ```

            Have the vendor deprovision the install before that, and tell the vendor after it: Azure tells nobody that a stack is gone.
            The vault can be had back for seven days.

            ## What the states hold

            The state of this module holds names, addresses and roles. Secrets are written to the vault by write-only arguments and are in
            no state and no plan; Terraform writes one anew when its `…_version` rises. The provider notes the keys of the storage account
            and of the log workspace in the state; both are switched off and open nothing. States of what the vendor's jobs make are in
            the account that this module makes (output `state_account`), which the operations' identities alone can read.
            """.formatted(
                        install.app(),
                        install.vendor(),
                        host(model),
                        VariableTable.neededSecrets(module.customer()),
                        VariableTable.rows(module.customer()),
                        next(model),
                        files(model),
                        off(model));
    }

    private static String host(StackModel model) {
        return switch (model.host()) {
            case VmGroup vm -> "a runner on one virtual machine";
            case ExistingCluster cluster -> "the identity of a runner in your AKS cluster";
            case ContainerService none -> "";
        };
    }

    private static String next(StackModel model) {
        return switch (model.host()) {
            case ExistingCluster cluster -> """
                ## Install the runner

                With the chart that the vendor gives you, and after each change:

                ```sh
                terraform output -raw helm_values > values.json
                %s
                ```

                The namespace `%s` must be the runner's alone: whoever makes pods or tokens under its service account has its identities.

                """.formatted(ClusterRunner.helmCommand(cluster), cluster.namespace());
            case VmGroup vm -> "";
            case ContainerService none -> "";
        };
    }

    private static String files(StackModel model) {
        return switch (model.host()) {
            case VmGroup vm -> """
                `phone-home.sh` tells the vendor's control
                plane what the stack has; `machine.tf` and `first-start.sh` are what runs.""";
            case ExistingCluster cluster -> """
                `cluster.tf` who has it, and what
                the runner tells the vendor's control plane of the stack.""";
            case ContainerService none -> "";
        };
    }

    private static String off(StackModel model) {
        return switch (model.host()) {
            case VmGroup vm -> "the machine ends";
            case ExistingCluster cluster ->
                "no identity trusts the service account any more; with the Helm values that it puts out the pod ends";
            case ContainerService none -> "";
        };
    }
}
