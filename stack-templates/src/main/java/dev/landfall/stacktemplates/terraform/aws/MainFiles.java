package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.RunnerHost;
import java.util.List;

/** {@code versions.tf} and {@code main.tf}: what the module needs, and where it is. */
final class MainFiles {

    private MainFiles() {}

    static void add(Module module) {
        versions(module.file("versions.tf"), true);
        var main = module.file("main.tf");
        data(
                main,
                "aws_caller_identity",
                "current",
                "var.account == null || self.account_id == var.account",
                "This stack was made for the AWS account ${coalesce(var.account, \"-\")}.");
        data(
                main,
                "aws_region",
                "current",
                "var.region == null || self.region == var.region",
                "This stack was made for the region ${coalesce(var.region, \"-\")}.");
        main.block("data", List.of("aws_partition", "current"), none -> {});
        main.comment("Its id is the stack's: another stack has another one.")
                .block("resource", List.of("terraform_data", "stack"), none -> {});
        main.block(
                "locals",
                locals -> locals.set("account", code("data.aws_caller_identity.current.account_id"))
                        .set("region", code("data.aws_region.current.region"))
                        .set("partition", code("data.aws_partition.current.partition"))
                        .set(
                                "tags",
                                Expression.call(
                                        "merge", code("var.tags"), object("landfall:install", code("var.install_id"))))
                        .gap()
                        .set("log_group", Expression.template("/landfall/", code("var.name"))));
    }

    static void versions(Body file, boolean withArchive) {
        file.block(
                "terraform",
                terraform -> terraform.set("required_version", ">= 1.11").block("required_providers", providers -> {
                    if (withArchive) {
                        providers.set(
                                "archive", object("source", "hashicorp/archive").with("version", "~> 2.7"));
                    }
                    providers.set("aws", object("source", "hashicorp/aws").with("version", "~> 6.25"));
                }));
    }

    private static void data(Body file, String type, String name, String condition, String message) {
        file.block(
                "data",
                List.of(type, name),
                data -> data.block(
                        "lifecycle",
                        lifecycle -> lifecycle.block(
                                "postcondition",
                                rule -> rule.set("condition", code(condition))
                                        .set("error_message", code('"' + message + '"')))));
    }

    static boolean hasNetwork(Module module) {
        return !(module.model().host() instanceof RunnerHost.ExistingCluster);
    }
}
