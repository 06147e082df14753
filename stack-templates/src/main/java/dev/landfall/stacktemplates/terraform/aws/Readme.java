package dev.landfall.stacktemplates.terraform.aws;

import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.terraform.VariableTable;

/** {@code README.md}: what the customer types. */
final class Readme {

    private Readme() {}

    static String of(Module module) {
        var install = module.model().install();
        return """
            # %s: the runner of %s in your AWS account

            This Terraform module makes %s, one role per operation, and an off switch. Nothing reaches it from outside, and
            no secret is in the module, in plans or in Terraform's state.

            ```sh
            export AWS_REGION=…            # and credentials of your account
            %sterraform init
            terraform apply
            ```

            It needs Terraform 1.11 or newer. Your values belong into `terraform.tfvars`, secrets into variables of the environment
            (`TF_VAR_…`). Keep the state as you keep that of your own infrastructure, such as in a bucket of yours.

            | variable | type | without it | |
            |---|---|---|---|
            %s
            `install.auto.tfvars` says whose install it is. It alone differs between installs.

            ## Read before you apply

            `roles.tf` has what the vendor may do, role by role, each with its boundary; `phone_home.py` is the function that tells the
            vendor's control plane what the stack has; `runner.tf` is what runs.

            ## Switch it off

            `runner_enabled = false` and `terraform apply`: the runner finishes its jobs and goes, and nothing is deleted. A role goes
            with its `enable_…` variable. Destroying the stack leaves what your app's states need, the folder `state`, so Terraform
            has to forget that first:

            ```sh
            terraform state rm module.state
            terraform destroy
            ```

            ## What the states hold

            The state of this module holds names, addresses and policies. Secrets are written to Secrets Manager by write-only
            arguments and are in no state and no plan; Terraform writes one anew when its `…_version` rises. States of what the vendor's
            jobs make are in the bucket that this module makes (output `state_bucket`): versioned, encrypted with the stack's own key,
            and open to the operations' roles alone.
            """.formatted(
                        install.app(),
                        install.vendor(),
                        host(module),
                        VariableTable.neededSecrets(module.customer()),
                        VariableTable.rows(module.customer()));
    }

    private static String host(Module module) {
        return switch (module.model().host()) {
            case RunnerHost.VmGroup vm -> "a runner on one EC2 instance";
            case RunnerHost.ContainerService service -> "a runner on ECS Fargate";
            case RunnerHost.ExistingCluster cluster -> "the identity of a runner in your EKS cluster";
        };
    }
}
