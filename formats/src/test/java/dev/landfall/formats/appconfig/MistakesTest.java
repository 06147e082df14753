package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of mistake is one line: file, line, column, and what to do. */
final class MistakesTest {

    /** One fragment added to a good component, and the one problem that it makes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            terraform_verson = "1.11.4"       | 4:1: 'terraform_verson' is not known; did you mean 'terraform_version'?
            zzz = 1                           | 4:1: 'zzz' is not known; known: auto_approve_on_policies_passing, build_timeout, connected_repo, default_enabled, dependencies, deploy_timeout, directory, drift_schedule, env_vars, health, kubernetes_context, labels, max_auto_retries, name, operation_roles, …
            terraform_version = 1.11          | 4:1: 'terraform_version' must be text in quotes.
            terraform_version = "newest"      | 4:1: 'newest' is not a version; write one such as "1.11.4".
            max_auto_retries = 99             | 4:1: 'max_auto_retries' must be a whole number from 0 to 10.
            max_auto_retries = "2"            | 4:1: 'max_auto_retries' must be a whole number from 0 to 10.
            deploy_timeout = "soon"           | 4:1: 'soon' is not a time from 1s to 24h; write one such as "90s" or "10m".
            timeout = "30h"                   | 4:1: '30h' is not a time from 1s to 24h; write one such as "90s" or "10m".
            dependencies = "app"              | 4:1: 'dependencies' must be a list of texts: ["a", "b"].
            dependencies = ["nett"]           | 4:1: The component 'nett' does not exist; did you mean 'net'?
            dependencies = [1]                | 4:17: 'dependencies' must hold texts only.
            skip_noops = "yes"                | 4:1: 'skip_noops' must be true or false, without quotes.
            labels = { a = [1] }              | 4:12: 'labels.a' must be text in quotes.
            env_vars = { "A-B" = "x" }        | 4:14: 'A-B' is not a name of an environment variable.
            vars = 5                          | 4:1: 'vars' must be a table: [vars].
            var_name = "a b"                  | 4:1: 'a b' is not a name: use up to 63 letters, digits, '-' and '_', beginning with a letter or digit.
            vars = { a = "{{.nuon.inputs.inputs.regio}}" } | 4:15: .nuon.inputs.inputs.regio: there is no 'regio' in .nuon.inputs.inputs; did you mean 'region'?
            vars = { a = "{{.nuon.inputs.region}}" } | 4:15: .nuon.inputs.region: write .nuon.inputs.inputs.region.
            vars = { a = "{{.nuon.install.inputs.x}}" } | 4:15: .nuon.install.inputs.x: there is no 'x' in .nuon.install.inputs; known: region
            vars = { a = "{{.nuon.component.x}}" } | 4:15: .nuon.component.x: there is no 'component'; did you mean 'components'?
            vars = { a = "{{.nuon.components.nat.outputs.x}}" } | 4:15: .nuon.components.nat.outputs.x: there is no 'nat' in .nuon.components; did you mean 'net'?
            vars = { a = "{{.nuon.components.net.output.x}}" } | 4:15: .nuon.components.net.output.x: there is no 'output' in .nuon.components.net; did you mean 'outputs'?
            vars = { a = "{{.nuon.app.nam}}" } | 4:15: .nuon.app.nam: there is no 'nam' in .nuon.app; did you mean 'name'?
            vars = { a = "{{.nuon.sandbox.output.x}}" } | 4:15: .nuon.sandbox.output.x: there is no 'output' in .nuon.sandbox; did you mean 'outputs'?
            vars = { a = "{{.nuon.actions.workflows.x.outputs.y}}" } | 4:15: .nuon.actions.workflows.x.outputs.y: there is no 'x' in .nuon.actions.workflows; there are none
            vars = { a = "{{.vars.x}}" }      | 4:15: '.vars.x' does not start with .nuon or .landfall.
            vars = { a = "{{ if .nuon.id }}" } | 4:15: This 'if' is not closed: write {{ end }} behind it.
            vars = { a = "{{ uper .nuon.id }}" } | 4:15: 'uper' is not a supported function; did you mean 'upper'?
            vars = { a = ["x", "{{ .nuon.id "] } | 4:21: The placeholder is not closed: write }} at its end. To write {{ itself, use {{"{{"}}.
            var_file = [{ content = "x = 1" }] | 4:15: 'var_file.content' is not known; did you mean 'contents'?
            var_file = [{ contents = "./no.tfvars" }] | 4:15: The file 'components/no.tfvars' does not exist; paths are relative to components/net.toml.
            var_file = [{ contents = "../../no.tfvars" }] | 4:15: '../../no.tfvars' leaves the config directory.
            var_file = [{ contents = "https://example.com/x" }] | 4:15: 'https://example.com/x' is not pinned: run 'landfall app pin DIR' and keep landfall.lock.toml with the config.
            var_file = [{ contents = "http://example.com/x" }] | 4:15: Anyone on the way can change what comes by http://; use https://.
            public_repo = { repo = "a/b" }    | 1:1: The source of the files is given more than once; keep one of [public_repo], [connected_repo] or directory = "…" (a directory of this config).
            name = "net"                      | 4:1: TOML syntax: name previously defined at line 1, column 1.
            vars = { "a\\=b" = 1 }            | 4:12: TOML syntax: Invalid escape sequence '\\='.
            vars = {                          | 4:9: TOML syntax: Unexpected end of line, expected a-z, A-Z, 0-9, }, ', or ".
            """)
    void mistakeInAComponentIsOneLine(String fragment, String expected) {
        var problems = Configs.small()
                .with("components/net.toml", Configs.COMPONENT + fragment + "\n")
                .problems();

        assertEquals(List.of("components/net.toml:" + expected), problems);
    }

    /** A whole file, and the one problem that it makes. Lines are separated by ⏎. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            components/x.toml | type = "terraform_module"⏎directory = "modules/net" | 1:1: 'name' is missing.
            components/x.toml | nme = "x"⏎type = "terraform_module"⏎directory = "modules/net" | 1:1: 'nme' is not known; did you mean 'name'?
            components/x.toml | name = ""⏎type = "terraform_module"⏎directory = "modules/net" | 1:1: 'name' is empty.
            components/x.toml | name = "x"⏎directory = "modules/net" | 1:1: 'type' is missing.
            components/x.toml | name = "x"⏎type = "terraform_modul" | 2:1: 'terraform_modul' is not a type of component; did you mean 'terraform_module'?
            components/x.toml | name = "x"⏎type = "terraform_module" | 1:1: The source of the files is missing: give one of [public_repo], [connected_repo] or directory = "…" (a directory of this config).
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "modules/nat" | 3:1: The directory 'modules/nat' does not exist in the config directory, or holds no file.
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "../nat" | 3:1: '../nat' is not a directory inside the config directory; write it relative to that, without '..'.
            components/x.toml | name = "x"⏎type = "terraform_module"⏎[public_repo]⏎directory = "x" | 3:1: 'public_repo.repo' is missing.
            components/x.toml | name = "x"⏎type = "terraform_module"⏎[public_repo]⏎repo = "a/b"⏎brunch = "x" | 5:1: 'public_repo.brunch' is not known; did you mean 'branch'?
            components/x.toml | name = "x"⏎type = "terraform_module"⏎[connected_repo]⏎repo = "a/b"⏎directory = "../x" | 5:1: '../x' leaves the repository.
            components/x.toml | name = "x"⏎type = "terraform_module"⏎[public_repo]⏎repo = "https://me:pw@h/x" | 4:1: The address holds a password; keep it in a secret and use a connected repository.
            components/x.toml | name = "x"⏎type = "terraform_module"⏎[public_repo]⏎repo = "https://ghp_16C7e42F292c@github.com/o/x" | 4:1: The address holds a password; keep it in a secret and use a connected repository.
            components/x.toml | name = "net"⏎type = "terraform_module"⏎directory = "modules/net" | 1:1: The component 'net' is already defined at components/net.toml:1:1; give it another name.
            components.toml   | name = "x" | 1:1: This file is not read; put each of them into a file of its own in components/.
            componets/x.toml  | name = "x" | 1:1: 'componets/' is not a section of an app config; did you mean 'components/'?
            sandbx.toml       | a = 1 | 1:1: 'sandbx' is not a section of an app config; did you mean 'sandbox'?
            components/x.toml | name = "x"⏎type = "helm_chart"⏎directory = "modules/net" | 1:1: 'chart_name' is missing.
            components/x.toml | name = "x"⏎type = "helm_chart"⏎chart_name = "c"⏎directory = "modules/net"⏎storage_driver = "s3" | 5:1: 's3' is not a storage driver; known: configmap, http, landfall, nuon, secret, secrets
            components/x.toml | name = "x"⏎type = "helm_chart"⏎chart_name = "c"⏎directory = "modules/net"⏎helm_repo = { repo_url = "https://x", chart = "c" } | 5:1: The chart has two sources; keep [helm_repo] or the other one.
            components/x.toml | name = "x"⏎type = "helm_chart"⏎chart_name = "c"⏎helm_repo = { repo_url = "https://x" } | 4:1: 'helm_repo.chart' is missing.
            components/x.toml | name = "x"⏎type = "helm_chart"⏎chart_name = "c"⏎directory = "modules/net"⏎values_file = [{ contents = "a: [" }] | 5:34: This is not YAML: expected the node content, but found '<stream end>'.
            components/x.toml | name = "x"⏎type = "kubernetes_manifest"⏎namespace = "n" | 1:1: A component of this type has either 'manifest' or [kustomize].
            components/x.toml | name = "x"⏎type = "kubernetes_manifest"⏎namespace = "n"⏎manifest = "a: b: c" | 4:17: This is not YAML: mapping values are not allowed here.
            components/x.toml | name = "x"⏎type = "kubernetes_manifest"⏎namespace = "n"⏎kustomize = { path = ".", load_restrictor = "some" } | 4:27: 'some' is not a load restrictor; known: none, root_only
            components/x.toml | name = "x"⏎type = "docker_build"⏎directory = "modules/net" | 1:1: 'dockerfile' is missing.
            components/x.toml | name = "x"⏎type = "container_image" | 1:1: The image needs one of [public], [aws_ecr], [gcp_gar] and [azure_acr].
            components/x.toml | name = "x"⏎type = "external_image"⏎public = { image_url = "i" } | 3:1: 'public' has either 'tag' or 'update_policy'.
            components/x.toml | name = "x"⏎type = "container_image"⏎aws_ecr = { image_url = "i", tag = "1", region = "r" } | 3:1: 'aws_ecr.iam_role_arn' is missing.
            components/x.toml | name = "x"⏎type = "pulumi"⏎runtime = "cobol"⏎directory = "modules/net" | 3:1: 'cobol' is not a runtime of Pulumi; known: dotnet, go, java, nodejs, python, yaml
            components/x.toml | name = "x"⏎type = "job"⏎image_url = "i" | 1:1: 'tag' is missing.
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "modules/net"⏎drift_schedule = "daily" | 4:1: 'daily' is not a UNIX cron schedule: Cron expression contains 1 parts but we expect one of [5] Write five fields: minute, hour, day, month, weekday; for example "0 3 * * *".
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "modules/net"⏎default_enabled = true | 4:1: 'default_enabled' goes with 'toggleable = true'.
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "modules/net"⏎kubernetes_context = "main" | 4:1: The Kubernetes context 'main' does not exist; known: sandbox
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "modules/net"⏎operation_roles = [{ operation = "delete", role = "custom" }] | 4:22: 'delete' is not an operation here; known: deploy, teardown
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "modules/net"⏎operation_roles = [{ operation = "deploy", role = "nobody" }] | 4:44: The role 'nobody' does not exist; known: custom, deprovision, maintenance, provision
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "modules/net"⏎var_file = [{ contents = "a = [1" }] | 4:33: This is not HCL: values of a list are parted by ',' and end with ']', but here is the end of the text.
            sandbox.toml      | directory = "modules/net"⏎type = "pulumi" | 1:1: 'runtime' is missing.
            sandbox.toml      | directory = "modules/net"⏎drift_schedule = "0 3 * *" | 2:1: '0 3 * *' is not a UNIX cron schedule: Cron expression contains 4 parts but we expect one of [5] Write five fields: minute, hour, day, month, weekday; for example "0 3 * * *".
            inputs.toml       | [[input]]⏎name = "region"⏎type = "yaml"⏎default = "a: [" | 4:1: The default is not YAML in a text.
            inputs.toml       | [[input]]⏎name = "region"⏎type = "hcl"⏎default = "{ a = \\"b }" | 4:1: The default is not HCL in a text.
            operation_roles.toml | [[rules]]⏎principal = "nuon::components:net"⏎operation = "deploy"⏎role = "custom" | 2:1: 'nuon::components:net' is no principal; write nuon::sandbox, nuon::component:NAME or nuon::action:NAME (or * for NAME).
            operation_roles.toml | [[rules]]⏎principal = "nuon::component:nett"⏎operation = "deploy"⏎role = "custom" | 2:1: The component 'nett' does not exist; did you mean 'net'?
            operation_roles.toml | [[rules]]⏎principal = "nuon::sandbox"⏎operation = "deploy"⏎role = "custom" | 3:1: 'deploy' is not an operation here; known: deprovision, provision, reprovision
            policies/a.toml   | type = "terraform_modul"⏎engine = "opa"⏎contents = "package nuon" | 1:1: 'terraform_modul' is not a type of policy; did you mean 'terraform_module'?
            policies/a.toml   | type = "sandbox"⏎engine = "opa"⏎contents = "deny[x] { true }" | 3:13: This is not Rego: it does not begin with a 'package' line.
            components/x.toml | name = "x"⏎type = "terraform_module"⏎directory = "modules/net"⏎var_file = [{ contents = "region = eu-central-1" }] | 4:36: 'eu-central-1' is a variable, and values of a tfvars file use none: write texts in quotes.
            policies/a.toml   | type = "sandbox"⏎engine = "sentinel"⏎contents = "a: b" | 2:1: 'sentinel' is not a policy engine; known: kyverno, opa
            policies.toml     | [[policy]]⏎type = "sandbox"⏎components = ["nett"]⏎contents = "a: b" | 3:1: The component 'nett' does not exist; did you mean 'net'?
            runbooks/a.toml   | name = "a" | 1:1: 'steps' is missing: [[steps]] with a name and a type.
            runbooks/a.toml   | name = "a"⏎[[steps]]⏎name = "s"⏎type = "action"⏎action_name = "b" | 5:1: The action 'b' does not exist; there are none
            runbooks/a.toml   | name = "a"⏎[[steps]]⏎name = "s"⏎type = "component_deploy" | 2:1: 'steps.component_name' is missing.
            runbooks/a.toml   | name = "a"⏎[[steps]]⏎name = "s"⏎type = "action" | 2:1: A step of type action has one of action_name, command and inline_contents.
            branch.toml       | name = "main"⏎install_groups = [{ name = "a" }, { name = "a" }] | 2:37: The install group 'a' is already defined at branch.toml:2:21; give it another name.
            triggers.toml     | [[trigger]]⏎name = "t"⏎event_source = "s"⏎event_types = ["e"]⏎target = { type = "runbook_run", runbook = "a" } | 5:34: The runbook 'a' does not exist; there are none
            triggers.toml     | [[trigger]]⏎name = "t"⏎event_source = "s"⏎event_types = ["e"] | 1:1: 'target' is missing: [trigger.target] with a type and what it starts.
            kubernetes_contexts.toml | [[kubernetes_context]]⏎name = "c"⏎component = "nett" | 3:1: The component 'nett' does not exist; did you mean 'net'?
            kubernetes_contexts.toml | [[kubernetes_context]]⏎name = "sandbox"⏎component = "net" | 2:1: The context 'sandbox' is the sandbox's own; give this one another name.
            actions/a.toml    | name = "a"⏎kubernetes_context = "c"⏎[[triggers]]⏎type = "manual"⏎[[steps]]⏎name = "s"⏎command = "x" | 2:1: The Kubernetes context 'c' does not exist; known: sandbox
            actions/a.toml    | name = "a"⏎[[inputs]]⏎name = "n"⏎type = "nubmer"⏎[[triggers]]⏎type = "manual"⏎[[steps]]⏎name = "s"⏎command = "x" | 4:1: 'nubmer' is not a type of input; did you mean 'number'?
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "pre-deploy-component"⏎component_name = "nett"⏎[[steps]]⏎name = "s"⏎command = "x" | 4:1: The component 'nett' does not exist; did you mean 'net'?
            stack.toml        | type = "aws-cloudfront"⏎name = "x" | 1:1: 'aws-cloudfront' is not a type of stack; known: aws-cloudformation, aws-terraform, azure-arm, azure-bicep, azure-terraform, gcp-terraform
            stack.toml        | type = "aws-cloudformation" | 1:1: 'name' is missing.
            stack.toml        | type = "azure-bicep"⏎name = "x"⏎deployment_scope = "tenant" | 3:1: 'tenant' is not a deployment scope; known: resource-group, subscription
            stack.toml        | type = "aws-cloudformation"⏎name = "{{.nuon.sandbox.outputs.x}}" | 2:9: .nuon.sandbox.outputs.x: the install stack is rendered before there is anything else; it can use app, cloud_account, id, inputs, install, name, org only.
            stack.toml        | type = "aws-cloudformation"⏎name = "{{.nuon.install.sandbox.outputs.x}}" | 2:9: .nuon.install.sandbox.outputs.x: the install stack is rendered before there is anything else; it can use app, cloud_account, id, inputs, install, name, org only.
            stack.toml        | type = "aws-cloudformation"⏎name = "{{.nuon.inputs.inputs.regio}}" | 2:9: .nuon.inputs.inputs.regio: there is no 'regio' in .nuon.inputs.inputs; did you mean 'region'?
            stack.toml        | type = "aws-cloudformation"⏎name = "x"⏎[[custom_nested_stacks]]⏎name = "a"⏎template_url = "./no.yaml" | 5:1: The file 'no.yaml' does not exist; paths are relative to stack.toml.
            stack.toml        | type = "aws-cloudformation"⏎name = "x"⏎[[custom_nested_stacks]]⏎name = "a"⏎template_url = "https://x/a"⏎[[custom_nested_stacks]]⏎name = "a"⏎template_url = "https://x/a" | 7:1: The nested stack 'a' is already defined at stack.toml:4:1; give it another name.
            stack/x.toml      | type = "aws-cloudformation"⏎name = "x"⏎custom_nested_stacks = [1] | 3:25: 'custom_nested_stacks' must be tables: [[custom_nested_stacks]].
            secrets/a.toml    | name = "x"⏎required = true⏎auto_generate = true | 3:1: A secret has one of required = true and auto_generate = true, not both.
            secrets/a.toml    | name = "x"⏎required = true⏎default = "a" | 3:1: A secret has one of required = true and default, not both.
            secrets/a.toml    | name = "x"⏎format = "hex" | 2:1: 'hex' is not a format of a secret; known: base64, text
            secrets/a.toml    | name = "x"⏎kubernetes_sync = true | 1:1: 'kubernetes_sync' needs 'kubernetes_secret_namespace' and 'kubernetes_secret_name', or [[kubernetes_sync_targets]].
            secrets/a.toml    | name = "x"⏎kubernetes_sync_targets = [{ name = "y" }] | 2:28: 'kubernetes_sync_targets.namespaces' is missing: a list of at least one.
            secrets/a.toml    | name = "x"⏎kubernetes_secret_namespace = "{{.nuon.components.net.outputs.x}}"⏎kubernetes_secret_name = "y"⏎kubernetes_sync = true | 2:32: .nuon.components.net.outputs.x: The copying of secrets comes before all components and cannot use their outputs.
            secrets.toml      | [[secret]]⏎name = "x"⏎[[secret]]⏎name = "x" | 4:1: The secret 'x' is already defined at secrets.toml:2:1.
            secrets.toml      | [[secret]]⏎name = "x"⏎group = "y" | 3:1: The group 'y' is not defined; there are none
            permissions/a.toml | name = "x"⏎policies = [{ managed_policy_name = "A" }] | 1:1: 'type' is missing.
            permissions/a.toml | type = "provisoin"⏎name = "x"⏎policies = [{ managed_policy_name = "A" }] | 1:1: 'provisoin' is not a type of role; did you mean 'provision'?
            permissions/a.toml | type = "custom"⏎name = "x" | 1:1: 'policies' is missing: [[policies]] with what the role may do.
            permissions/a.toml | type = "custom"⏎name = "x"⏎cloud_platform = "oci"⏎policies = [{ managed_policy_name = "A" }] | 3:1: 'oci' is not a cloud; known: aws, azure, gcp
            permissions/a.toml | type = "custom"⏎name = "x"⏎policies = [{ managed_policy_nam = "A" }] | 3:15: 'policies.managed_policy_nam' is not known; did you mean 'managed_policy_name'?
            permissions/a.toml | type = "custom"⏎name = "x"⏎policies = [{ azure_actions = ["dnsZones"] }] | 3:15: 'dnsZones' is not well formed; write each as in "Microsoft.Network/dnsZones/read".
            permissions/a.toml | type = "custom"⏎name = "x"⏎policies = [{ gcp_permissions = ["storage"] }] | 3:15: 'storage' is not well formed; write each as in "storage.buckets.get".
            permissions/a.toml | type = "custom"⏎name = "x"⏎policies = [{ gcp_predefined_role = "owner" }] | 3:15: 'owner' is not a role; write one such as "roles/storage.admin".
            permissions/a.toml | type = "custom"⏎name = "x"⏎policies = [{ managed_policy_name = "A", allow_all_actions = true }] | 3:42: 'allow_all_actions' goes with 'contents'; remove it.
            permissions/provision.toml | type = "deprovision"⏎name = "{{.nuon.components.net.outputs.x}}"⏎policies = [{ managed_policy_name = "A" }] | 2:9: .nuon.components.net.outputs.x: the install stack is rendered before there is anything else; it can use app, cloud_account, id, inputs, install, name, org only.
            permissions.toml  | [provision_rol]⏎name = "x" | 1:1: 'provision_rol' is not known; did you mean 'provision_role'?
            break_glass.toml  | [[role]]⏎name = "x"⏎[[role]]⏎name = "y"⏎[[role.policies]]⏎managed_policy_name = "A" | 1:1: 'policies' is missing: [[policies]] with what the role may do.
            metadata/x.toml   | a = 1 | 1:1: The section 'metadata' is already defined in metadata.toml; keep one file.
            metadata.toml     | version = "v3" | 1:1: 'v3' is not a version of the format; known: v1, v2
            metadata.toml     | readme = "./README.md" | 1:1: The file 'README.md' does not exist; paths are relative to metadata.toml.
            runner.toml       | env_vars = { A = "b" } | 1:1: 'runner_type' is missing.
            runner.toml       | runner_type = "azur" | 1:1: 'azur' is not a type of runner; did you mean 'azure'?
            sandbox.toml      | directory = "modules/net"⏎vars = { a = "{{.nuon.components.net.outputs.x}}" } | 2:15: .nuon.components.net.outputs.x: The sandbox comes before all components and cannot use their outputs.
            inputs.toml       | [[input]]⏎name = "region"⏎[[input]]⏎name = "region" | 4:1: The input 'region' is already defined at inputs.toml:2:1.
            inputs.toml       | [[input]]⏎name = "region"⏎type = "numbr" | 3:1: 'numbr' is not a type of input; did you mean 'number'?
            inputs.toml       | [[input]]⏎name = "region"⏎group = "genral"⏎[[group]]⏎name = "general" | 3:1: The group 'genral' is not defined; did you mean 'general'?
            inputs.toml       | [[input]]⏎name = "region"⏎type = "number"⏎default = "many" | 4:1: The default is not a number.
            inputs.toml       | [[input]]⏎name = "region"⏎default = 5 | 3:1: The default is not text in quotes.
            inputs.toml       | [[input]]⏎name = "region"⏎user_configurable = true⏎internal = true | 3:1: An input is 'internal' or 'user_configurable', not both.
            inputs.toml       | input = "region" | 1:1: 'input' must be tables: [[input]].
            installs/a.toml   | name = "a"⏎approval_option = "always" | 2:1: 'always' is not an approval option; known: approve-all, prompt
            installs/a.toml   | name = "a"⏎[[inputs]]⏎reigon = "x" | 3:1: The app has no input 'reigon'; did you mean 'region'?
            installs/a.toml   | name = "a"⏎[[inputs]]⏎region = 5 | 3:1: The value of 'region' is not text in quotes.
            installs/a.toml   | name = "a"⏎[aws_account]⏎regin = "us-west-2" | 3:1: 'aws_account.regin' is not known; did you mean 'region'?
            installs/a.toml   | name = "a"⏎aws_account = { region = "x" }⏎gcp_account = { region = "x" } | 3:1: An install has one account; keep one of them.
            installs/a.toml   | name = "a"⏎component_toggles = { nett = false } | 2:23: The component 'nett' does not exist; did you mean 'net'?
            actions/a.toml    | name = "a"⏎[[steps]]⏎name = "s"⏎command = "x" | 1:1: 'triggers' is missing: [[triggers]] with a type such as "manual".
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "manual" | 1:1: 'steps' is missing: [[steps]] with a name and a command.
            actions/a.toml    | name = "a"⏎timeout = "61m"⏎[[triggers]]⏎type = "manual"⏎[[steps]]⏎name = "s"⏎command = "x" | 2:1: '61m' is not a time from 1s to 1h; write one such as "90s" or "10m".
            actions/a.toml    | name = "a"⏎role = "x"⏎[[triggers]]⏎type = "manual"⏎[[steps]]⏎name = "s"⏎command = "x" | 2:1: The role 'x' does not exist; known: custom, deprovision, maintenance, provision
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "manual"⏎[[steps]]⏎name = "s" | 4:1: A step has either 'command' or 'inline_contents'.
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "manual"⏎[[steps]]⏎name = "s"⏎comand = "x" | 6:1: 'steps.comand' is not known; did you mean 'command'?
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "manual"⏎[[steps]]⏎name = "s"⏎command = "x"⏎[[steps]]⏎name = "s"⏎command = "y" | 8:1: The step 's' is defined twice in this action.
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "manul"⏎[[steps]]⏎name = "s"⏎command = "x" | 3:1: 'manul' is not a type of trigger; did you mean 'manual'?
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "pre-provison"⏎[[steps]]⏎name = "s"⏎command = "x" | 3:1: 'pre-provison' is not a type of trigger; did you mean 'pre-provision'?
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "post-deploy-component"⏎component_name = "nat"⏎[[steps]]⏎name = "s"⏎command = "x" | 4:1: The component 'nat' does not exist; did you mean 'net'?
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "post-deploy-component"⏎[[steps]]⏎name = "s"⏎command = "x" | 2:1: 'triggers.component_name' is missing.
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "cron"⏎cron_schedule = "0 25 * * *"⏎[[steps]]⏎name = "s"⏎command = "x" | 4:1: '0 25 * * *' is not a UNIX cron schedule:
            actions/a.toml    | name = "a"⏎[[triggers]]⏎type = "manual"⏎[[steps]]⏎name = "s"⏎inline_contents = "./no.sh" | 6:1: The file 'actions/no.sh' does not exist; paths are relative to actions/a.toml.
            """)
    void mistakeInAFileIsOneLine(String path, String text, String expected) {
        var problems = Configs.small().with(path, text.replace('⏎', '\n')).problems();

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith(path + ":" + expected), problems::toString);
    }

    @Test
    void fiftyMistakesGiveFiftyLines() {
        var config = Configs.small();
        var expected = new ArrayList<String>();
        for (var i = 10; i < 60; i++) {
            config.with(
                    "components/c" + i + ".toml",
                    Configs.COMPONENT.replace("net\"\ntype", "c" + i + "\"\ntype") + "tiemout = \"1m\"\n");
            expected.add("components/c" + i + ".toml:4:1: 'tiemout' is not known; did you mean 'timeout'?");
        }

        assertEquals(expected, config.problems());
    }

    @Test
    void moreThanTwoHundredMistakesAreCounted() {
        var text = new StringBuilder();
        for (var i = 0; i < 250; i++) {
            text.append("unknown_").append(i).append(" = 1\n");
        }
        var reading = Configs.small().with("metadata.toml", text.toString()).read();

        assertEquals(200, reading.problems().size());
        assertTrue(reading.report().endsWith("… and 50 more problems."));
    }

    @Test
    void cycleIsPrinted() {
        var problems = Configs.small()
                .with("components/a.toml", Configs.COMPONENT.replace("\"net\"", "\"a\"") + "dependencies = [\"b\"]\n")
                .with(
                        "components/b.toml",
                        Configs.COMPONENT.replace("\"net\"", "\"b\"")
                                + "vars = { x = \"{{.nuon.components.a.outputs.y}}\" }\n")
                .problems();

        assertEquals(
                List.of("components/a.toml:1:1: The components depend on each other in a circle: a -> b -> a."
                        + " Remove one of the dependencies; references in templates count."),
                problems);
    }

    @Test
    void componentThatUsesItsOwnOutputsIsACycle() {
        var problems = Configs.small()
                .with(
                        "components/net.toml",
                        Configs.COMPONENT + "vars = { x = \"{{.nuon.components.net.outputs.y}}\" }\n")
                .problems();

        assertTrue(problems.getFirst().contains("net -> net"), problems::toString);
    }

    @Test
    void secondLineOfATextIsNamedForItsPlaceholder() {
        var problems = Configs.small()
                .with(
                        "components/net.toml",
                        Configs.COMPONENT + "vars = { x = \"\"\"\nfirst\n  {{ .nuon.inputs.inputs.nope }}\"\"\" }\n")
                .problems();

        assertTrue(problems.getFirst().startsWith("components/net.toml:6:3: "), problems::toString);
    }

    @Test
    void placeholderInAVarFileIsLocatedInThatFile() {
        var problems = Configs.small()
                .with("components/net.toml", Configs.COMPONENT + "[[var_file]]\ncontents = \"./net.tfvars\"\n")
                .with("components/net.tfvars", "a = 1\r\nb = \"{{ .nuon.inputs.inputs.nope }}\"\r\n")
                .problems();

        assertTrue(problems.getFirst().startsWith("components/net.tfvars:2:6: "), problems::toString);
    }

    @Test
    void fiftyMistakesInContentsAreFiftyLines() {
        var config = Configs.small();
        for (var i = 0; i < 10; i++) {
            config.with(
                    "policies/p" + i + ".toml",
                    "type = \"sandbox\"\nengine = \"opa\"\ncontents = \"package a\\nb if {\"\n");
            config.with(
                    "components/c" + i + ".toml",
                    Configs.COMPONENT.replace("net\"\ntype", "c" + i + "\"\ntype") + """
                    var_file = [
                      { contents = "a = [1 2]" },
                      { contents = "a = b" },
                      { contents = "http://example.com/x.tfvars" },
                      { contents = "https://example.com/%d.tfvars" },
                    ]
                    """.formatted(i));
        }
        var problems = config.problems();

        assertEquals(50, problems.size(), problems::toString);
        for (var i = 0; i < 10; i++) {
            for (var place : List.of(
                    "components/c" + i + ".toml:5:",
                    "components/c" + i + ".toml:6:",
                    "components/c" + i + ".toml:7:",
                    "components/c" + i + ".toml:8:",
                    "policies/p" + i + ".toml:3:")) {
                assertEquals(
                        1,
                        problems.stream()
                                .filter(problem -> problem.startsWith(place))
                                .count(),
                        place);
            }
        }
    }

    @Test
    void fiftyMistakesAreFiftyLines() {
        var config = Configs.small().with("stack.toml", "type = 'aws-cloudformation'\nname = 'x'\n");
        for (var i = 0; i < 10; i++) {
            config.with("components/c" + i + ".toml", """
                    name = "c%d"
                    type = "terraform_module"
                    directory = "modules/none"
                    terraform_versoin = "1.11.4"
                    drift_schedule = "daily"
                    dependencies = ["nobody"]
                    vars = { a = "{{.nuon.inputs.inputs.nothing}}" }
                    """.formatted(i));
        }
        var problems = config.problems();

        assertEquals(50, problems.size());
        for (var i = 0; i < 10; i++) {
            for (var line = 3; line <= 7; line++) {
                var place = "components/c" + i + ".toml:" + line + ":";
                assertEquals(
                        1,
                        problems.stream()
                                .filter(problem -> problem.startsWith(place))
                                .count(),
                        place);
            }
        }
    }

    @Test
    void binaryTomlIsAProblem() {
        var problems = Configs.small()
                .with("runner.toml", new byte[] {(byte) 0xff, 0, 1})
                .problems();

        assertEquals(List.of("runner.toml:1:1: The file is not UTF-8 text; save it as UTF-8."), problems);
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreFine() {
        var config = Configs.small()
                .with("components/net.toml", "\uFEFF" + Configs.COMPONENT.replace("\n", "\r\n"))
                .good();

        assertEquals("net", config.components().getFirst().name());
    }

    @Test
    void directoryWithoutAnySectionIsNoAppConfig() {
        var problems = Configs.empty().with("main.tf", "").problems();

        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().contains("not an app config directory"));
    }

    @Test
    void deeplyNestedTomlIsRefusedBeforeItIsParsed() {
        var problems = Configs.small()
                .with("metadata.toml", "a = " + "[".repeat(100_000))
                .problems();

        assertEquals(List.of("metadata.toml:1:21: The file nests deeper than 16 levels."), problems);
    }

    @Test
    void hugeTomlIsRefusedBeforeItIsParsed() {
        assertEquals(
                List.of("runner.toml:1:1: The file has 300000 bytes; a TOML file has at most 262144."
                        + " Put long texts into files of their own."),
                Configs.small().with("runner.toml", "#".repeat(300_000)).problems());
        var many = Configs.small();
        for (var i = 0; i < 11; i++) {
            many.with("actions/" + (char) ('a' + i) + ".toml", "#".repeat(200_000));
        }
        assertTrue(many.problems()
                .getLast()
                .startsWith("actions/k.toml:1:1: The TOML files together have more than 2097152"));
    }

    @Test
    void syntaxErrorDoesNotMakeReferencesToThatFileWrong() {
        var problems = Configs.small()
                .with("components/net.toml", "name = net\n")
                .with(
                        "components/app.toml",
                        Configs.COMPONENT.replace("\"net\"", "\"app\"") + "dependencies = [\"net\"]\n")
                .problems();

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("components/net.toml:1:8: TOML syntax: "));
    }
}
